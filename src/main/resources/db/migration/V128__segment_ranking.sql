-- When everybody is to be ranked, for all nodes and whenever they start.
create table segment.ranking (
  singleton boolean primary key default true check (singleton),
  -- The first order since a ranking began; null: none.
  ordered_at timestamptz,
  -- The last night that is done; null until there was anybody.
  night_at timestamptz
);
insert into segment.ranking default values;

-- Whether the last thing somebody did was told of too late to start anything, and nobody has ranked them since.
alter table segment.person add imported boolean;
