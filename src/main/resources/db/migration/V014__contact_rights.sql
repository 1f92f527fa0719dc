-- What people asked for by right and what was done; nothing in it tells who they were but to somebody who knows their
-- userId and the installation's secret.
create table contact.rights_audit (
  id bigint generated always as identity primary key,
  kind text not null check (kind in
    ('export', 'erasure', 'objection', 'retention', 'lift', 'data_request', 'shop_redact')),
  -- A keyed hash of the userId (or of a visitor's first id); null where it is about nobody in particular.
  person text,
  requested_at timestamptz not null,
  requested_by text not null,
  finished_at timestamptz,
  -- How many rows of which table were given out or erased.
  counts jsonb not null default '{}'
);
create index rights_audit_person on contact.rights_audit (person) where person is not null;

-- What is still to be done. 'erase' is gone through at due_at; 'look_again' once more a while later, for what was under
-- way meanwhile, by numbers alone; 'give_out' waits for people.
create table contact.rights_open (
  audit bigint primary key references contact.rights_audit,
  contact_id bigint not null,
  step text not null check (step in ('erase', 'look_again', 'give_out')),
  due_at timestamptz,
  attempts int not null default 0,
  numbers jsonb not null default '{}'
);
create unique index rights_open_erasure on contact.rights_open (contact_id) where step <> 'give_out';
create index rights_open_due on contact.rights_open (due_at) where due_at is not null;
