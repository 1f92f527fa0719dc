-- A run over everybody reads each order once and each day that counts once.
drop table segment.staged_rank;
create unlogged table segment.staged_rank (
  contact bigint primary key,
  n bigint not null,
  net numeric,
  coded bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  frequent bigint not null,
  spent numeric,
  recent timestamptz,
  oldest timestamptz,
  coming timestamptz,
  r smallint,
  f smallint,
  m smallint
);

-- Days are added in their order, so that a few bytes for each megabyte tell where the last three months begin.
create index day_when on segment.day using brin (day) with (autosummarize = on);
