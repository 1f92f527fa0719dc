create schema ingest;

-- A lane is what a worker locks: events of one contact share a lane and so keep their order.
create table ingest.lane (
  lane smallint primary key
);

-- Received and durable, waiting for the timeline. For an alias, anonymous_id is the id it leaves behind.
create table ingest.inbox (
  id bigint generated always as identity,
  lane smallint not null,
  source text not null,
  received_at timestamptz not null,
  kind text not null,
  user_id text,
  anonymous_id text,
  at timestamptz not null,
  live boolean not null,
  payload jsonb not null,
  primary key (lane, id)
) with (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_insert_scale_factor = 0,
  autovacuum_vacuum_insert_threshold = 50000
);

-- Does an earlier event of this visitor still wait in another lane?
create index inbox_visitor on ingest.inbox (anonymous_id, id) where anonymous_id is not null;

-- Which messages have come in already. Hash partitions, because a unique key cannot span months.
create table ingest.seen (
  source text not null,
  message_id text not null,
  received_at timestamptz not null,
  primary key (source, message_id)
) partition by hash (message_id);

do $$
begin
  for part in 0..7 loop
    execute format(
      'create table ingest.seen_%s partition of ingest.seen for values with (modulus 8, remainder %s)', part, part);
  end loop;
end
$$;

-- Rows lie in the order they came, so the daily retirement finds the old ones by an index that costs next to nothing.
create index seen_received_at on ingest.seen using brin (received_at);

-- Events set aside, with the reason.
create table ingest.rejected (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  source text not null,
  code text not null,
  reason text not null,
  body text not null
);

create index rejected_at on ingest.rejected (at);

-- When the daily retirement last ran; null: never.
create table ingest.retirement (
  done_at timestamptz
);

insert into ingest.retirement values (null);

-- The next batch of the inbox: up to 200 rows, in order, of the lane that waits longest and that nobody works on.
-- An event must not overtake an earlier one of the same visitor that waits in another lane (before an identify the
-- visitor's own, after it the user's): such a row ends the batch, and a lane that begins with one is left for later.
-- The rows are locked as well as the lane: whoever gets the lane from a worker that has just committed would still see,
-- by an older snapshot, the rows which that worker deleted; locking them tells.
-- A queue is empty or full, never as the statistics say. Left alone, the planner reads all of a full one for each
-- batch (seen: 90 ms with 50,000 rows waiting); by index alone the cost does not depend on how many wait.
create function ingest.next_batch() returns setof ingest.inbox
language sql volatile
set enable_seqscan = off
set enable_bitmapscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
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
    select i.*
    from ingest.inbox i
    where i.lane = (select lane from head)
    order by i.id
    limit 200
    for update of i
  )
  select *
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
  order by id;
$$;
