-- What products are called is told to others only where the orders of two people said it alike, or the shop's own shelf
-- does: a name that only one order has may be an engraving, an address somebody's own. What was kept until now is
-- forgotten, and reckoned anew at once.
truncate segment.product, segment.together, segment.together_reckoned;

-- While it is reckoned: what order lines say, and two of those whose orders say so; one and the same where nobody else's
-- do.
create unlogged table segment.staged_told (
  key text not null,
  what text not null check (what in ('sku', 'name', 'category', 'url', 'image_url')),
  value text not null,
  one bigint not null,
  other bigint not null,
  told_at timestamptz not null
);
create unique index staged_told_once on segment.staged_told (key, what, md5(value));
