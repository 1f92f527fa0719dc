-- What these people's order lines say about products: the latest of those that say most.
insert into segment.product as known
  (key, product_id, sku, name, category, price, url, image_url, told_at)
select distinct on (key) key, product_id, sku, name, category, price, url, image_url, at
from segment.bought
where contact > :after and contact <= :upTo and at > :from and at <= :now
order by key, name is null, category is null, at desc, contact, order_id
on conflict (key) do update set
  product_id = coalesce(excluded.product_id, known.product_id),
  sku = coalesce(excluded.sku, known.sku),
  name = coalesce(excluded.name, known.name),
  slug = case when coalesce(excluded.category, known.category) = known.category then known.slug end,
  category = coalesce(excluded.category, known.category),
  price = coalesce(excluded.price, known.price),
  url = coalesce(excluded.url, known.url),
  image_url = coalesce(excluded.image_url, known.image_url),
  told_at = greatest(excluded.told_at, known.told_at)
where excluded.told_at > known.told_at or known.name is null or known.category is null
