-- Who asked for a variant, by its id or its sku; for any of the product's; or for one that the shelf does not know, where
-- this is the product itself. The place is that of the first time they asked; how long they wait counts from the last.
select r.contact, r.product_id, r.variant, coalesce(r.first_asked_at, r.asked_at) as asked_at
from shop.stock_request r
join shop.variant v on v.product_id = r.product_id and v.variant_id = :variant
where r.product_id = :product and coalesce(r.first_asked_at, r.asked_at) < :since and r.asked_at > :notBefore
  and (r.variant in ('', v.variant_id, v.sku)
    or v.variant_id = '' and not exists (
      select from shop.variant other
      where other.product_id = r.product_id and r.variant in (other.variant_id, other.sku)))
order by coalesce(r.first_asked_at, r.asked_at), r.contact, r.variant
limit :most
