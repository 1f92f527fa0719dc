-- What the ledger of these contacts comes to at a moment. Points are used in the order in which they run out, so of the
-- lots that run out by a moment, what was used before is spent or has run out already, and the rest is left.
with mine as (
  select e.*, (earned_at at time zone :zone + :period::interval) at time zone :zone as counts_until
  from loyalty.entry e where contact = any(:contacts)
),
total as (
  select contact,
    sum(points) as points,
    coalesce(sum(qualifying) filter (where counts_until > :now), 0) as qualifying,
    min(counts_until) filter (where counts_until > :now and qualifying <> 0) as counts_until,
    coalesce(-sum(points) filter (where kind in ('spent', 'expired')), 0) as used
  from mine group by contact
),
lot as (
  select contact, expires_at, sum(sum(points)) over (partition by contact order by expires_at) as up_to
  from mine where kind not in ('spent', 'expired') and expires_at is not null
  group by contact, expires_at
),
gone as (
  select contact, max(up_to) as up_to, max(expires_at) as expires_at from lot where expires_at <= :now group by contact
),
next as (
  select distinct on (contact) contact, up_to - used as points, expires_at
  from lot join total using (contact)
  where expires_at > :now and up_to > used
  order by contact, expires_at
)
select total.contact, total.points, total.qualifying, total.counts_until, total.used,
  coalesce(greatest(0, gone.up_to - total.used), 0) as expired, gone.expires_at as expired_at,
  next.points as expiring, next.expires_at as expiring_at
from total left join gone using (contact) left join next using (contact)
