-- As in V081, but each lane is read from about its first row on, which has just been found. While somebody reads for long (a
-- run over everybody, a backup), rows that were carried since cannot be cleaned away, and whoever reads a lane from its
-- beginning goes over all of them; each batch did so twice, 6 ms with 200 events a second and half a minute's run.
-- About, because a row before the first may have come to light meanwhile: of two requests on their way at the same moment,
-- the one with the lower numbers may commit later. Of rows further before it a visitor's later ones wait, as everywhere.
create or replace function ingest.take_batch(most int) returns setof ingest.inbox
language plpgsql volatile
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
declare
  next_lane smallint;
  first_id bigint;
  part record;
  room int := most;
  ids bigint[] := '{}';
  visitors text[] := '{}';
  places tid[] := '{}';
  -- By lane, the first and the last row that is in the batch.
  begun bigint[] := (select array_fill(0::bigint, array[max(lane) + 1], array[0]) from ingest.lane);
  reached bigint[] := begun;
  barrier bigint;
begin
  for next_lane, first_id in
    select l.lane, first.id
    from ingest.lane l
    cross join lateral (select i.id from ingest.inbox i where i.lane = l.lane order by i.id limit 1) first
    order by first.id
  loop
    perform from ingest.lane l where l.lane = next_lane for update skip locked;
    continue when not found;
    first_id := first_id - 1000;
    select array_agg(w.id order by w.id) as ids, array_agg(w.anonymous_id order by w.id) as visitors,
      array_agg(w.ctid order by w.id) as places, count(*) as size, max(w.id) as last
    into part
    from (select i.id, i.anonymous_id, i.ctid from ingest.inbox i
      where i.lane = next_lane and i.id >= first_id order by i.id limit room) w;
    continue when part.size = 0;
    ids := ids || part.ids;
    visitors := visitors || part.visitors;
    places := places || part.places;
    begun[next_lane] := first_id;
    reached[next_lane] := part.last;
    room := room - part.size;
    exit when room = 0;
  end loop;

  select min(later.id) into barrier
  from unnest(ids, visitors) as later (id, visitor)
  where later.visitor is not null and exists (
    select from ingest.inbox earlier
    where earlier.anonymous_id = later.visitor and earlier.id < later.id
      and (earlier.id < begun[earlier.lane] or earlier.id > reached[earlier.lane]));

  if barrier is not null then
    places := array(select w.place from unnest(ids, places) as w (id, place) where w.id < barrier);
  end if;
  return query delete from ingest.inbox i where i.ctid = any(places) returning i.*;
end
$$;
