-- Writes interests back as they stand after a batch, in one statement.
insert into shop.interest (contact, product_id, variant, sku, price, currency, seen_at, views, carted_at, bought_at,
  browse_due_at, browse_told_at, drop_due_at, told_at)
select contact, product_id, variant, sku, price, currency, seen_at, views::timestamptz[], carted_at, bought_at,
  browse_due_at, browse_told_at, drop_due_at, told_at
from unnest(:contacts, :products, :variants, :skus, :prices::numeric[], :currencies, :seen::timestamptz[], :views,
    :carted::timestamptz[], :bought::timestamptz[], :browseDue::timestamptz[], :browseTold::timestamptz[],
    :dropDue::timestamptz[], :told::timestamptz[])
  as interest (contact, product_id, variant, sku, price, currency, seen_at, views, carted_at, bought_at, browse_due_at,
    browse_told_at, drop_due_at, told_at)
on conflict (contact, product_id) do update set
  variant = excluded.variant,
  sku = excluded.sku,
  price = excluded.price,
  currency = excluded.currency,
  seen_at = excluded.seen_at,
  views = excluded.views,
  carted_at = excluded.carted_at,
  bought_at = excluded.bought_at,
  browse_due_at = excluded.browse_due_at,
  browse_told_at = excluded.browse_told_at,
  drop_due_at = excluded.drop_due_at,
  told_at = excluded.told_at
