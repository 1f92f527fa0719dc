-- While tables that are on move people to where they put them, after others were on or none: those beyond past and up to
-- upto still stand where they stood. Each time begins anew; it is over once past has come to upto.
create table segment.moving (
  singleton boolean primary key default true check (singleton),
  epoch bigint not null default 0,
  past bigint not null default 0,
  upto bigint not null default 0
);
insert into segment.moving default values;
