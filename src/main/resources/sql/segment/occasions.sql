-- The days on which these customers bought, the orders of a day taken together: how many, the first and the last, and
-- what the days after the first came to on average.
with days as (
  select contact, (at at time zone :zone)::date as day, sum(net) as net
  from shop.purchase
  where at <= :now and contact > :after and contact <= :upTo
  group by contact, day),
numbered as (
  select contact, day, net, row_number() over (partition by contact order by day) as number from days)
select contact, count(*)::int as occasions, min(day) as first, max(day) as last,
  coalesce(avg(net) filter (where number > 1), 0)::float8 as average
from numbered
group by contact
