-- Up to which moment rows of a table may have been retired. It is told before the first of them goes: what is younger is
-- all there, whatever was kept for how long before.
create table shared.retired (
  name text primary key,
  up_to timestamptz not null
);
