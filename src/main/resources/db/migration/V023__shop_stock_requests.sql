-- Who asked to hear when something is there again. Gone once told; what nobody was told for long is retired.
create table shop.stock_request (
  contact bigint not null,
  product_id text not null,
  -- As it was asked for, by id or sku; empty: any.
  variant text not null,
  asked_at timestamptz not null,
  primary key (contact, product_id, variant)
);

create index stock_request_product on shop.stock_request (product_id, asked_at);
create index stock_request_asked on shop.stock_request (asked_at);

-- When the next of those who asked are told, and how many at most by this stock; to_tell null: as many as asked.
alter table shop.variant
  add tell_at timestamptz,
  add to_tell bigint;

create index variant_tell on shop.variant (tell_at) where tell_at is not null;
