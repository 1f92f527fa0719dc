-- What the counts rest on; one row.
create table segment.counted_with (
  singleton boolean primary key default true check (singleton),
  -- The half-life they are reckoned with, in seconds, 0 for none; null until a node has told.
  half_life double precision,
  -- Whether all of it is to be counted anew.
  owed boolean not null,
  -- The last of those whose past is not counted, because it was there before anything was; null: everybody's is.
  unseen bigint,
  recounted_at timestamptz
);
insert into segment.counted_with (owed, unseen) select max(id) is not null, max(id) from contact.contact;

-- Of a run that goes over the contacts in parts: up to which it has come, how many activities it counted, whom it had to
-- leave out.
alter table segment.run
  add past bigint not null default 0,
  add counted bigint not null default 0,
  add left_out bigint not null default 0;
