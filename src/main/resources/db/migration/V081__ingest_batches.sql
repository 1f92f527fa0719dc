-- The database never looks into an event that waits: as text it is neither taken apart nor put together again.
alter table ingest.inbox alter column payload type text;

drop function ingest.next_batch();

-- Takes the next batch of the inbox: up to so many rows, in order, of the lanes that wait longest and that nobody works
-- on. A deep lane is a batch by itself and leaves the others to other workers; shallow lanes are carried together,
-- since whatever is done per batch costs the same for three rows as for two hundred.
-- An event must not overtake an earlier one of the same visitor that waits in another lane (before an identify the
-- visitor's own, after it the user's): the batch ends before a row whose earlier one is not in it. The oldest of all
-- rows waits for nobody, so somebody always gets on.
-- Each lane is locked first and read by a later statement: whoever gets it from a worker that has just committed does
-- not see what that worker took.
-- A queue is empty or full, never as the statistics say. Left alone, the planner reads all of a full one for each
-- batch (seen: 90 ms with 50,000 rows waiting); by index alone the cost does not depend on how many wait.
create function ingest.take_batch(most int) returns setof ingest.inbox
language plpgsql volatile
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
declare
  next_lane smallint;
  part record;
  room int := most;
  ids bigint[] := '{}';
  visitors text[] := '{}';
  places tid[] := '{}';
  -- By lane, the last row that is in the batch.
  reached bigint[] := (select array_fill(0::bigint, array[max(lane) + 1], array[0]) from ingest.lane);
  barrier bigint;
begin
  for next_lane in
    select l.lane
    from ingest.lane l
    cross join lateral (select i.id from ingest.inbox i where i.lane = l.lane order by i.id limit 1) first
    order by first.id
  loop
    perform from ingest.lane l where l.lane = next_lane for update skip locked;
    continue when not found;
    select array_agg(w.id order by w.id) as ids, array_agg(w.anonymous_id order by w.id) as visitors,
      array_agg(w.ctid order by w.id) as places, count(*) as size, max(w.id) as last
    into part
    from (select i.id, i.anonymous_id, i.ctid from ingest.inbox i where i.lane = next_lane order by i.id limit room) w;
    continue when part.size = 0;
    ids := ids || part.ids;
    visitors := visitors || part.visitors;
    places := places || part.places;
    reached[next_lane] := part.last;
    room := room - part.size;
    exit when room = 0;
  end loop;

  select min(later.id) into barrier
  from unnest(ids, visitors) as later (id, visitor)
  where later.visitor is not null and exists (
    select from ingest.inbox earlier
    where earlier.anonymous_id = later.visitor and earlier.id < later.id and earlier.id > reached[earlier.lane]);

  if barrier is not null then
    places := array(select w.place from unnest(ids, places) as w (id, place) where w.id < barrier);
  end if;
  return query delete from ingest.inbox i where i.ctid = any(places) returning i.*;
end
$$;
