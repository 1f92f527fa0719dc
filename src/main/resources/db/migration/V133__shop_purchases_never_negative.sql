-- Who gave back more than an order's total was told to be has bought for nothing, not for less.
create or replace view shop.purchase as
select o.contact, o.order_id, o.completed_at as at,
  case when r.currency is null then greatest(o.total - o.refunded, 0)
    else round(greatest(o.total - o.refunded, 0) * r.rate, r.decimals) end as net,
  o.with_code
from shop.customer_order o
left join shop.rate r on r.currency = o.currency
where o.completed_at is not null and o.status not in ('cancelled', 'refunded');
