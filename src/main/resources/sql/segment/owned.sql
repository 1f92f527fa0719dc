-- What these people bought, each product once, the latest first.
select b.contact, p.id, b.key, max(b.product_id) as product_id, array_agg(distinct b.sku) as skus,
  (array_agg(coalesce(b.name, p.name) order by b.at desc))[1] as name,
  (array_agg(coalesce(b.category, p.category) order by b.at desc))[1] as category,
  max(b.at) as at
from segment.bought b
left join segment.product p on p.key = b.key
where b.contact = any(:contacts)
group by b.contact, p.id, b.key
order by b.contact, at desc, b.key collate "C"
