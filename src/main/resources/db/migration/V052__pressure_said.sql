-- What the gate has to know of a slot beside when: what was to be said, how strongly, and whether it may wait.
alter table pressure.permit
  add column template text,
  add column content_key text,
  add column offer text,
  add column topic text,
  add column journey_class text,
  add column priority smallint,
  add column waits boolean;

-- Who is not to be spoken to for now: an open support case, a call that was refused. Few people are here at a time.
create table pressure.silence (
  contact_id bigint not null,
  kind text not null check (kind in ('case', 'refused_call')),
  key text not null,
  since timestamptz not null,
  primary key (contact_id, kind, key)
);
