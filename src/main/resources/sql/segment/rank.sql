-- What everybody bought, summed up; and of those who bought within the window recency, frequency and monetary value in
-- fifths, equal ones by userId. The columns are those that facts of orders read.
with bought as materialized (
  select contact, count(*) as n, sum(net) as net, count(*) filter (where with_code) as coded, min(at) as first_at,
    max(at) as last_at, count(*) filter (where lately) as frequent, sum(net) filter (where lately) as spent,
    max(at) filter (where lately) as recent, min(at) filter (where lately) as oldest, min(at) filter (where at > :now) as coming
  -- Asked once per order, not once per column; read in the order of an index, nobody is to be looked up or sorted.
  from (
    select contact, at, net, with_code, at > :rfmFrom and at <= :now as lately from shop.purchase order by contact) o
  group by contact),
-- What is sorted four times is no wider than it must be.
numbered as (
  select b.contact, date_part('day', :now - recent) as days, frequent, spent,
    row_number() over (order by coalesce(c.user_id, '') collate "C", b.contact) as nth
  from bought b join contact.contact c on c.id = b.contact where frequent > 0),
ranked as (
  select contact, 6 - ntile(5) over (order by days, nth) as r, ntile(5) over (order by frequent, nth) as f,
    ntile(5) over (order by spent, nth) as m
  from numbered)
insert into segment.staged_rank (contact, n, net, coded, first_at, last_at, frequent, spent, recent, oldest, coming, r, f, m)
select contact, n, net, coded, first_at, last_at, frequent, spent, recent, oldest, coming, r, f, m
-- "Left" would say the same, but where estimates are old may be planned as a comparison of each with each.
from bought full join ranked using (contact)
