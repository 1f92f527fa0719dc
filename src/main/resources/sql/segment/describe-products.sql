-- What products are called: as the shop's shelf has it, else as at least two people's orders said alike, lately.
update segment.product p set sku = told.sku, name = told.name,
  slug = case when told.category = p.category then p.slug end, category = told.category,
  url = told.url, image_url = told.image_url
from (
  select b.id, o.sku, coalesce(s.name, o.name) as name, coalesce(s.category, o.category) as category,
    coalesce(s.url, o.url) as url, coalesce(s.image_url, o.image_url) as image_url
  from segment.product b
  left join shop.product s on s.product_id = b.product_id and s.described_at is not null
  left join (
    select key, max(value) filter (where what = 'sku') as sku, max(value) filter (where what = 'name') as name,
      max(value) filter (where what = 'category') as category, max(value) filter (where what = 'url') as url,
      max(value) filter (where what = 'image_url') as image_url
    from (
      select distinct on (key, what) key, what, value
      from segment.staged_told
      where one <> other
        -- Anybody can send an order, and others would follow its link: only into the shop's own site.
        and (what not in ('url', 'image_url')
          or ('.' || lower(substring(value from '^https?://([A-Za-z0-9.-]+)(?::[0-9]{1,5})?(?:[/?#]|$)')))
            like '%.' || :site)
      order by key, what, told_at desc, value collate "C"
    ) lately
    group by key
  ) o on o.key = b.key
) told
where told.id = p.id
  and (p.sku, p.name, p.category, p.url, p.image_url)
    is distinct from (told.sku, told.name, told.category, told.url, told.image_url)
