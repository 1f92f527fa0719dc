-- Moves the orders of a contact to the one it became. Of two with one id the purchase counts, at its earlier moment; what
-- either knew to be given back adds up, a cancellation or refund that either knew stays, and so do the carts that either
-- ended.
insert into shop.customer_order as kept
  (contact, order_id, status, lines, total, currency, refunded, completed_at, carts, with_code)
select :into, order_id, status, lines, total, currency, refunded, completed_at, carts, with_code
from shop.customer_order where contact = :from
on conflict (contact, order_id) do update set
  status = case
    when 'cancelled' in (kept.status, excluded.status) then 'cancelled'
    when 'refunded' in (kept.status, excluded.status) then 'refunded'
    when kept.completed_at is null then excluded.status
    else kept.status end,
  lines = case when kept.completed_at is null then excluded.lines else kept.lines end,
  total = case when kept.completed_at is null then excluded.total else kept.total end,
  currency = case when kept.completed_at is null then excluded.currency else kept.currency end,
  refunded = kept.refunded + excluded.refunded,
  completed_at = least(kept.completed_at, excluded.completed_at),
  carts = array(select distinct unnest(kept.carts || excluded.carts) order by 1),
  with_code = kept.with_code or excluded.with_code
