-- Writes interests back as they stand after a batch.
insert into shop.interest (contact, product_id, variant, price, currency, seen_at, views, carted_at, bought_at,
  browse_due_at, browse_told_at, drop_due_at)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict (contact, product_id) do update set
  variant = excluded.variant,
  price = excluded.price,
  currency = excluded.currency,
  seen_at = excluded.seen_at,
  views = excluded.views,
  carted_at = excluded.carted_at,
  bought_at = excluded.bought_at,
  browse_due_at = excluded.browse_due_at,
  browse_told_at = excluded.browse_told_at,
  drop_due_at = excluded.drop_due_at
