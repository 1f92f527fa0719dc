-- The next people who had to do with a product, in the order of their numbers. Marked is who saw more than the cheapest
-- price that the shop told of it or of a variant, in that price's currency, since that moment, and has not bought it
-- since; how much less it is for them is looked at when they are told.
with next as materialized (
  select contact from shop.interest where product_id = :product and contact > :past order by contact limit :most
), told as (
  select currency, price from shop.product where product_id = :product and priced_at is not null
  union all
  select coalesce(v.currency, p.currency), v.price
  from shop.variant v join shop.product p using (product_id)
  where v.product_id = :product
), cheapest as (
  select currency, min(price) as price from told group by currency
), marked as (
  update shop.interest i set drop_due_at = :due
  from next, cheapest
  where i.product_id = :product and i.contact = next.contact and i.drop_due_at is null and i.seen_at > :since
    and i.currency = cheapest.currency and i.price > cheapest.price and (i.bought_at is null or i.bought_at < i.seen_at)
)
select max(contact) from next
