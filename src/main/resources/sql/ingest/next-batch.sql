-- The next batch of the inbox: up to 200 rows, in order, of the lane that waits longest and that nobody works on.
-- An event must not overtake an earlier one of the same visitor that waits in another lane (before an identify the
-- visitor's own, after it the user's): such a row ends the batch, and a lane that begins with one is left for later.
-- The rows are locked as well as the lane: whoever gets the lane from a worker that has just committed would still see,
-- by an older snapshot, the rows which that worker deleted; locking them tells.
with head as (
  select l.lane
  from ingest.lane l
  cross join lateral (
    select i.id, i.anonymous_id from ingest.inbox i where i.lane = l.lane order by i.id limit 1
  ) first
  where not exists (
    select from ingest.inbox earlier
    where earlier.anonymous_id = first.anonymous_id and earlier.id < first.id and earlier.lane <> l.lane)
  order by first.id
  limit 1
  for update of l skip locked
), waiting as materialized (
  select i.id, i.lane, i.source, i.kind, i.user_id, i.anonymous_id, i.at, i.live, i.payload
  from ingest.inbox i
  where i.lane = (select lane from head)
  order by i.id
  limit 200
  for update of i
)
select id, lane, source, kind, user_id, anonymous_id, at, live, payload
from waiting
where id < coalesce(
  (
    select min(later.id)
    from waiting later
    where exists (
      select from ingest.inbox earlier
      where earlier.anonymous_id = later.anonymous_id and earlier.id < later.id and earlier.lane <> later.lane)
  ),
  9223372036854775807)
order by id
