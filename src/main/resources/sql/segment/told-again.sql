-- Which of these completed orders had been told before: at the moment that the order has, or, where several are told with
-- that very moment, by an activity that was recorded earlier.
select asked.id
from unnest(:ids::bigint[], :contacts::bigint[], :orders::text[], :ats::timestamptz[]) as asked (id, contact, order_id, at)
join shop.customer_order o on o.contact = asked.contact and o.order_id = asked.order_id
where o.completed_at <> asked.at
  or exists (
    select from contact.activity a
    where a.contact_id = asked.contact and a.at = asked.at and a.id < asked.id
      and lower(a.name) = 'order completed' and btrim(a.properties ->> 'order_id') = asked.order_id)
