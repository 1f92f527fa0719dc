-- Who belongs where. What people did is counted as it happens, so that neither one contact nor a million is ever counted
-- from the timeline again.
create schema segment;

-- What is counted: activities, categories that were looked at or bought from, time; by the names tables call them.
create table segment.counted (
  id int generated always as identity primary key,
  kind text not null check (kind in ('activity', 'viewed', 'bought', 'time')),
  name text not null,
  -- What one of them adds to the score.
  points numeric not null default 0,
  unique (kind, name)
);

-- How often a contact did it, ever, and when last; what is left of that when each is halved by the setting's half-life.
create table segment.total (
  contact bigint not null,
  counted int not null,
  n bigint not null,
  last_at timestamptz not null,
  halved double precision not null,
  primary key (contact, counted)
) with (fillfactor = 90);

-- How often on each of the shop's days: what windows ("in the last 6 months") are summed up from.
create table segment.day (
  contact bigint not null,
  counted int not null,
  day date not null,
  n bigint not null,
  primary key (contact, counted, day)
) with (fillfactor = 95);

-- One row per contact: the segments now, and the first moment at which time alone may change them. The revision counts
-- the batches that touched the contact, so that what was reckoned beside them is never written over what they did.
create table segment.person (
  contact bigint primary key,
  revision bigint not null default 0,
  segments int[] not null default '{}',
  due_at timestamptz,
  r smallint,
  f smallint,
  m smallint,
  birthday date,
  account_at timestamptz,
  browsed_at timestamptz
) with (fillfactor = 80);
create index person_due on segment.person (due_at) where due_at is not null;

create table segment.named (
  id int generated always as identity primary key,
  name text not null unique
);

-- Every version of the tables. Of each table one is on; a new one is counted before it takes its place.
create table segment.table_version (
  id bigint generated always as identity primary key,
  decision text not null,
  dmn text not null,
  state text not null check (state in ('new', 'counted', 'on', 'off')),
  at timestamptz not null,
  on_at timestamptz,
  on_by text,
  counts jsonb
);
create unique index table_version_on on segment.table_version (decision) where state = 'on';

-- Work over everybody: asked for, under way, done.
create table segment.run (
  id bigint generated always as identity primary key,
  kind text not null,
  version bigint,
  asked_at timestamptz not null,
  asked_by text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  started_at timestamptz,
  ended_at timestamptz,
  stage text,
  done bigint not null default 0,
  of bigint not null default 0,
  -- Whether those it moves are told of as having entered and left, and journeys with them.
  telling boolean not null,
  result jsonb
);
create index run_open on segment.run (id) where state in ('waiting', 'running');

-- What a run has worked out and not written back yet.
create unlogged table segment.staged_rank (contact bigint primary key, r smallint, f smallint, m smallint);
create unlogged table segment.staged (
  contact bigint primary key,
  revision bigint not null,
  before int[] not null,
  segments int[] not null,
  due_at timestamptz,
  r smallint,
  f smallint,
  m smallint
);

-- Activities to be recorded for every member of a segment, now or then; up to which contact it is done.
create table segment.planned (
  id bigint generated always as identity primary key,
  segment int not null,
  name text not null,
  properties jsonb not null,
  at timestamptz not null,
  asked_by text not null,
  asked_at timestamptz not null,
  upto bigint not null default 0,
  recorded bigint not null default 0,
  ended_at timestamptz
);
create index planned_open on segment.planned (at) where ended_at is null;
