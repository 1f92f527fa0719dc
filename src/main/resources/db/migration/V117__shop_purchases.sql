-- What counts as bought, for whoever reckons over all customers at once.
alter table shop.customer_order add column with_code boolean not null default false;

-- The settings' rates, kept here so that SQL reckons as the product does; a currency without one counts at face value.
create table shop.rate (
  currency text primary key,
  rate numeric not null,
  decimals int not null
);

-- Completed orders that were neither cancelled nor given back whole, net of refunds, in the shop's currency.
create view shop.purchase as
select o.contact, o.order_id, o.completed_at as at,
  case when r.currency is null then o.total - o.refunded else round((o.total - o.refunded) * r.rate, r.decimals) end as net,
  o.with_code
from shop.customer_order o
left join shop.rate r on r.currency = o.currency
where o.completed_at is not null and o.status not in ('cancelled', 'refunded');
