-- Members for whom the activity could not be recorded; the others' goes on.
alter table segment.planned add left_out bigint not null default 0;
