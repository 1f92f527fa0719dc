-- Which activities and traits the shop sends at all, and when each was last seen; written at most once a minute a name.
create table contact.seen (
  kind text not null check (kind in ('activity', 'trait')),
  name text not null,
  last_seen timestamptz not null,
  primary key (kind, name)
);
create index seen_lower on contact.seen (kind, lower(name));
