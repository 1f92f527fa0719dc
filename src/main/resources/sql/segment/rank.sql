-- Recency, frequency and monetary value of everybody who bought within the window, in fifths; equal ones by userId.
insert into segment.staged_rank (contact, r, f, m)
select contact,
  6 - ntile(5) over (order by recency, user_id collate "C", contact),
  ntile(5) over (order by frequency, user_id collate "C", contact),
  ntile(5) over (order by monetary, user_id collate "C", contact)
from (
  select o.contact, date_part('day', :now - max(o.at)) as recency, count(*) as frequency, sum(o.net) as monetary,
    coalesce(max(c.user_id), '') as user_id
  from shop.purchase o
  join contact.contact c on c.id = o.contact
  where o.at > :from and o.at <= :now
  group by o.contact
) bought
