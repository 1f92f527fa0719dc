-- Writes variants of locked products back as they stand after a batch of news.
insert into shop.variant (product_id, variant_id, sku, name, described_at, price, compare_at_price, currency, priced_at,
  stock, stock_at, in_stock_since)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (product_id, variant_id) do update set
  sku = excluded.sku,
  name = excluded.name,
  described_at = excluded.described_at,
  price = excluded.price,
  compare_at_price = excluded.compare_at_price,
  currency = excluded.currency,
  priced_at = excluded.priced_at,
  stock = excluded.stock,
  stock_at = excluded.stock_at,
  in_stock_since = excluded.in_stock_since
