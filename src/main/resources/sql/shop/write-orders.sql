-- Writes orders back as they stand after a batch.
insert into shop.customer_order 
  (contact, order_id, status, lines, total, currency, refunded, completed_at, carts, with_code)
values (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)
on conflict (contact, order_id) do update set
  status = excluded.status,
  lines = excluded.lines,
  total = excluded.total,
  currency = excluded.currency,
  refunded = excluded.refunded,
  completed_at = excluded.completed_at,
  carts = excluded.carts,
  with_code = excluded.with_code
