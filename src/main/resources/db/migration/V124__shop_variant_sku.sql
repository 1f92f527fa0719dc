-- Order lines may name a product by its sku alone.
create index variant_sku on shop.variant (sku) where sku is not null;
