-- What is bought by the same people, reckoned anew every night from the orders.

-- Products as order lines last told of them, of those that were bought within the setting's window.
create table segment.product (
  id int generated always as identity primary key,
  -- What tells it from others: the shop's id of it, else its sku.
  key text not null unique,
  product_id text,
  sku text,
  name text,
  category text,
  -- The category as tables write it.
  slug text,
  -- Of one piece, in the shop's currency.
  price numeric,
  url text,
  image_url text,
  told_at timestamptz not null,
  -- How many people bought it.
  buyers int not null default 0
) with (fillfactor = 80);
create index product_popular on segment.product (slug, buyers desc, key collate "C");

-- For each product, those that the same people bought most beyond chance. Both ways, so that one index answers.
create table segment.together (
  product int not null,
  other int not null,
  -- How many people bought both.
  buyers int not null,
  -- How many times as many as by chance: P(both) / (P(one) * P(other)).
  lift double precision not null,
  primary key (product, other)
);

-- When it was reckoned last; one row, none before the first time.
create table segment.together_reckoned (
  singleton boolean primary key default true check (singleton),
  at timestamptz not null,
  people bigint not null
);

-- What the reckoning has worked out so far.
create unlogged table segment.staged_bought (contact bigint not null, product int not null);
create unlogged table segment.staged_pair (product int not null, other int not null, buyers int not null);

-- The lines of purchases whose product has an id or a sku.
create view segment.bought as
select p.contact, p.order_id, p.at, coalesce(l."productId", l.sku) as key, l."productId" as product_id, l.sku, l.name,
  l.category, case when r.currency is null then l.price else round(l.price * r.rate, r.decimals) end as price, l.url,
  l."imageUrl" as image_url
from shop.purchase p
join shop.customer_order o on o.contact = p.contact and o.order_id = p.order_id
left join shop.rate r on r.currency = o.currency
cross join lateral jsonb_to_recordset(o.lines)
  as l("productId" text, sku text, name text, category text, price numeric, url text, "imageUrl" text)
where coalesce(l."productId", l.sku) is not null;
