-- What everybody bought, summed up; and of those who bought within the window recency, frequency and monetary value in
-- fifths, equal ones by userId. The columns are those that facts of orders read.
insert into segment.staged_rank (contact, n, net, coded, first_at, last_at, frequent, spent, recent, oldest, coming, r, f, m)
select contact, n, net, coded, first_at, last_at, frequent, spent, recent, oldest, coming,
  case when frequent > 0 then
    6 - ntile(5) over (partition by frequent > 0 order by date_part('day', :now - recent), nth) end,
  case when frequent > 0 then ntile(5) over (partition by frequent > 0 order by frequent, nth) end,
  case when frequent > 0 then ntile(5) over (partition by frequent > 0 order by spent, nth) end
from (
  select b.*, row_number() over (order by coalesce(c.user_id, '') collate "C", b.contact) as nth
  from (
    select contact, count(*) as n, sum(net) as net, count(*) filter (where with_code) as coded, min(at) as first_at,
      max(at) as last_at, count(*) filter (where lately) as frequent, sum(net) filter (where lately) as spent,
      max(at) filter (where lately) as recent, min(at) filter (where lately) as oldest,
      min(at) filter (where at > :now) as coming
    -- Asked once per order, not once per column.
    from (select contact, at, net, with_code, at > :rfmFrom and at <= :now as lately from shop.purchase offset 0) o
    group by contact
  ) b
  join contact.contact c on c.id = b.contact
) numbered
