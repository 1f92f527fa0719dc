-- Writes carts back as they stand after a batch.
insert into shop.cart (contact, cart_id, checkout_id, token, status, lines, total, currency, changed_at,
  ordered_at, url, abandon_due_at)
values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)
on conflict (contact, cart_id) do update set
  checkout_id = excluded.checkout_id,
  token = excluded.token,
  status = excluded.status,
  lines = excluded.lines,
  total = excluded.total,
  currency = excluded.currency,
  changed_at = excluded.changed_at,
  ordered_at = excluded.ordered_at,
  url = excluded.url,
  abandon_due_at = excluded.abandon_due_at
