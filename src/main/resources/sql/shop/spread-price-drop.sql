-- The next people who had to do with a product, in the order of their numbers. Marked is who saw more than the cheapest
-- price it has now, in its currency, since that moment, and has not bought it since; how much less it is for them is
-- looked at when they are told.
with next as materialized (
  select contact from shop.interest where product_id = :product and contact > :past order by contact limit :most
), cheapest as (
  select p.currency, least(p.price, (select min(v.price) from shop.variant v where v.product_id = p.product_id)) as price
  from shop.product p where p.product_id = :product
), marked as (
  update shop.interest i set drop_due_at = :due
  from next, cheapest
  where i.product_id = :product and i.contact = next.contact and i.drop_due_at is null and i.seen_at > :since
    and i.currency = cheapest.currency and i.price > cheapest.price and (i.bought_at is null or i.bought_at < i.seen_at)
)
select max(contact) from next
