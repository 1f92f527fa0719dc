-- Which products these people bought, each with the price that was told last.
insert into segment.product as known (key, product_id, price, told_at)
select distinct on (key) key, product_id, price, at
from segment.bought
where contact > :after and contact <= :upTo and at > :from and at <= :now
order by key, price is null, at desc, contact, order_id
on conflict (key) do update set
  product_id = coalesce(excluded.product_id, known.product_id),
  price = coalesce(excluded.price, known.price),
  told_at = greatest(excluded.told_at, known.told_at)
where excluded.told_at > known.told_at or known.price is null
