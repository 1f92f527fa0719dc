-- What people chose to hear of, and when they asked for quiet: every choice with its proof, and what stands now, one
-- row per person, so that a batch reads it in one go.
create table consent.choice_log (
  id bigint generated always as identity primary key,
  contact_id bigint not null,
  choice text not null check (choice in ('topic_off', 'topic_on', 'paused', 'resumed')),
  topic text check ((topic is not null) = (choice in ('topic_off', 'topic_on'))),
  paused_until timestamptz check ((paused_until is not null) = (choice = 'paused')),
  at timestamptz not null,
  source text not null,
  wording text,
  proof text,
  actor text not null,
  recorded_at timestamptz not null
);
create index choice_log_contact on consent.choice_log (contact_id);

create table consent.choice (
  contact_id bigint primary key,
  topics_off text[] not null,
  paused_until timestamptz
);

-- Consents that count only once they are confirmed: the asking with its proof, the message that asked for the
-- confirmation, and the confirming. Whoever confirms has shown that the address is theirs, so it is kept here.
create sequence consent.asking_id;
create table consent.asking (
  id bigint primary key,
  contact_id bigint not null,
  topic text not null,
  address text,
  asked_at timestamptz not null,
  source text not null,
  wording text,
  proof text,
  actor text not null,
  recorded_at timestamptz not null,
  expires_at timestamptz not null,
  message bigint,
  confirmed_at timestamptz,
  confirmed_wording text
);
create index asking_contact on consent.asking (contact_id);
create index asking_address on consent.asking (address, topic);
create index asking_message on consent.asking (message) where message is not null;
