-- Who bought what, once each: of everybody the latest products, since a pair of two out of hundreds says little.
insert into segment.staged_bought (contact, product)
select contact, product
from (
  select l.contact, p.id as product,
    row_number() over (partition by l.contact order by max(l.at) desc, p.key collate "C") as nth
  from segment.bought l
  join segment.product p on p.key = l.key
  where l.contact > :after and l.contact <= :upTo and l.at > :from and l.at <= :now
  group by l.contact, p.id
) bought
where nth <= :most
