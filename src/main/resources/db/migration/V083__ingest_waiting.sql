-- Both are asked each second, most of all when much waits. As in ingest.take_batch, by index alone: left to statistics of
-- an empty inbox, the planner sorts all of a full one.

-- Roughly how many wait, without counting them: how far apart a lane's first and last row are, of which one in so many
-- lanes is its own. A lane that stands still alone, while the others move on, counts for little.
create function ingest.waiting() returns bigint
language sql stable
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
  select coalesce(sum(last.id - first.id) / (select count(*) from ingest.lane) + count(*), 0)::bigint
  from ingest.lane l
  cross join lateral (select i.id from ingest.inbox i where i.lane = l.lane order by i.id limit 1) first
  cross join lateral (select i.id from ingest.inbox i where i.lane = l.lane order by i.id desc limit 1) last
$$;

-- When the first of what waits came in; null when nothing waits.
create function ingest.waiting_since() returns timestamptz
language sql stable
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
  select first.received_at from ingest.lane l
  cross join lateral (select i.id, i.received_at from ingest.inbox i where i.lane = l.lane order by i.id limit 1) first
  order by first.id limit 1
$$;
