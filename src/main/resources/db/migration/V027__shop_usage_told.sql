-- A product whose usage time was told or changed: since when that waits to be carried to those who bought it, and whom it
-- has reached.
alter table shop.product
  add lasting_at timestamptz,
  add lasting_past bigint;

create index product_lasting on shop.product (lasting_at) where lasting_at is not null;
