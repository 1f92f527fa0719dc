-- What people allowed: every act with its proof, and the word that counts now, kept beside it so that a batch reads one
-- row per person and topic.
create schema consent;

create table consent.ledger (
  id bigint generated always as identity primary key,
  contact_id bigint not null,
  topic text not null,
  state text not null check (state in ('granted', 'soft_opt_in', 'denied', 'withdrawn')),
  basis text not null,
  at timestamptz not null,
  source text not null,
  wording text,
  proof text,
  actor text not null,
  recorded_at timestamptz not null
);
create index ledger_contact on consent.ledger (contact_id);

create table consent.present (
  contact_id bigint not null,
  topic text not null,
  state text not null,
  source text not null,
  at timestamptz not null,
  primary key (contact_id, topic)
);

-- Addresses that must not be written to. The log keeps every act; the other table the reasons that stand.
create table consent.suppression_log (
  id bigint generated always as identity primary key,
  channel text not null,
  address text not null,
  reason text not null,
  act text not null check (act in ('suppressed', 'lifted')),
  at timestamptz not null,
  source text not null,
  recorded_at timestamptz not null
);
create index suppression_log_address on consent.suppression_log (address);

create table consent.suppression (
  channel text not null,
  address text not null,
  reason text not null,
  at timestamptz not null,
  source text not null,
  primary key (channel, address, reason)
);
