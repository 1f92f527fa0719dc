-- What these people's orders say about products, and whether others' say the same.
insert into segment.staged_told as known (key, what, value, one, other, told_at)
select key, what, value, min(one), max(other), max(at)
from (
  select key, sku, name, category, url, image_url, min(contact) as one, max(contact) as other, max(at) as at
  from segment.bought
  where contact > :after and contact <= :upTo and at > :from and at <= :now
  group by key, sku, name, category, url, image_url
) line
cross join lateral (values
  ('sku', sku), ('name', name), ('category', category), ('url', url), ('image_url', image_url)) said (what, value)
where value is not null
group by key, what, value
on conflict (key, what, md5(value)) do update set
  one = least(known.one, excluded.one),
  other = greatest(known.other, excluded.other),
  told_at = greatest(known.told_at, excluded.told_at)
