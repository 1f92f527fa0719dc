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
