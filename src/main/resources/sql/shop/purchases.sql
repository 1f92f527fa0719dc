-- What people bought and kept: each product of each order once, with how many. Without a limit of its own: an order of a
-- person is one row by the primary key.
select o.contact, line ->> 'productId' as product_id, min(line ->> 'sku') as sku, min(line ->> 'category') as category,
  sum((line ->> 'quantity')::int) as quantity, o.completed_at
from shop.customer_order o
cross join lateral jsonb_array_elements(o.lines) as line
where o.contact = any(:contacts) and o.completed_at is not null and o.status not in ('cancelled', 'refunded')
  and line ->> 'productId' is not null
group by o.contact, o.order_id, o.completed_at, line ->> 'productId'
order by o.contact, o.completed_at, o.order_id
