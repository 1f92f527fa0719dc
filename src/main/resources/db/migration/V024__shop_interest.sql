-- What somebody looked at, and at which price: a row per person and product, changed by batches of events.
create table shop.interest (
  contact bigint not null,
  product_id text not null,
  -- The variant last seen, by id or sku; null where none was told.
  variant text,
  -- The price last seen, or told of by us.
  price numeric,
  currency text,
  seen_at timestamptz not null,
  -- The last few looks, oldest first.
  views timestamptz[] not null,
  carted_at timestamptz,
  bought_at timestamptz,
  browse_due_at timestamptz,
  browse_told_at timestamptz,
  -- A drop to be looked at, together with the person's others.
  drop_due_at timestamptz,
  primary key (contact, product_id)
);

create index interest_product on shop.interest (product_id, contact);
create index interest_browse_due on shop.interest (browse_due_at) where browse_due_at is not null;
create index interest_drop_due on shop.interest (drop_due_at) where drop_due_at is not null;
create index interest_seen on shop.interest using brin (seen_at);

-- A product that became cheaper: since when that waits to be carried to those who saw it, and whom it has reached.
alter table shop.product
  add cheaper_at timestamptz,
  add cheaper_past bigint;

create index product_cheaper on shop.product (cheaper_at) where cheaper_at is not null;
