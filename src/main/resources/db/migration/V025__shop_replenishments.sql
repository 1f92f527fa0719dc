-- When what somebody bought will be used up, and which reminder of it comes next.
create table shop.replenishment (
  contact bigint not null,
  product_id text not null,
  sku text,
  bought_at timestamptz not null,
  used_up_at timestamptz not null,
  -- How it was reckoned: the person's own rhythm, of the product or its category, or how long the product lasts.
  reckoned_by text not null check (reckoned_by in ('product', 'category', 'usage')),
  -- Null after the last reminder.
  next_at timestamptz,
  primary key (contact, product_id)
);

create index replenishment_next on shop.replenishment (next_at) where next_at is not null;
