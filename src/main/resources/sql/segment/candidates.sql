-- What is bought together with these products, and what is bought most of these categories.
select c.id, c.key, c.product_id, c.sku, c.name, c.category, c.slug, c.price, c.url, c.image_url, c.buyers,
  t.product as with_product, t.buyers as together, t.lift
from segment.together t
join segment.product c on c.id = t.other
where t.product = any(:owned)
union all
select c.id, c.key, c.product_id, c.sku, c.name, c.category, c.slug, c.price, c.url, c.image_url, c.buyers,
  null, null, null
from unnest(:categories::text[]) as wanted(slug)
cross join lateral (
  select * from segment.product p where p.slug = wanted.slug
  order by p.buyers desc, p.key collate "C"
  limit :most
) c
