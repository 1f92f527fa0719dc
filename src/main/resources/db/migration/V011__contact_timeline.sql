-- Everything that happened, and everything that was decided. Months are made by shared.ensure_month. No primary keys:
-- the ids come from sequences, nobody asks by id, and each index less is a write less on the busiest tables.
create sequence contact.activity_id;

create table contact.activity (
  id bigint not null default nextval('contact.activity_id'),
  contact_id bigint not null,
  at timestamptz not null,
  name text not null,
  properties jsonb not null,
  source text not null,
  live boolean not null
) partition by range (at);
create index activity_contact on contact.activity (contact_id, at desc, id desc);
create table contact.activity_default partition of contact.activity default;

create sequence contact.decision_id;

create table contact.decision (
  id bigint not null default nextval('contact.decision_id'),
  contact_id bigint not null,
  at timestamptz not null,
  journey text not null,
  step text,
  outcome text not null,
  reason text,
  detail text
) partition by range (at);
create index decision_contact on contact.decision (contact_id, at desc, id desc);
create table contact.decision_default partition of contact.decision default;
