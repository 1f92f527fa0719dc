create schema journey;

-- One row per run of a journey. The engine knows a run by its business key, which is this id.
create table journey.enrolment (
  id bigint generated always as identity primary key,
  journey text not null,
  version int not null,
  definition text not null,
  contact_id bigint not null,
  kind text not null,
  key text not null,
  trigger_name text not null,
  trigger jsonb not null,
  entered_at timestamptz not null,
  ended_at timestamptz,
  outcome text
);
-- At most one run at a time per journey, contact and key.
create unique index enrolment_running on journey.enrolment (contact_id, journey, key) where ended_at is null;
create index enrolment_contact on journey.enrolment (contact_id, entered_at);
create index enrolment_journey on journey.enrolment (journey, ended_at);

-- Journeys somebody switched; one without a row is on.
create table journey.switch (
  journey text primary key,
  is_on boolean not null,
  changed_by text not null,
  changed_at timestamptz not null
);

create table journey.form_answer (
  id bigint generated always as identity primary key,
  enrolment bigint not null,
  step text not null,
  at timestamptz not null,
  answers jsonb not null
);
create index form_answer_enrolment on journey.form_answer (enrolment, id);

-- A send step whose token stays until its message is handed over or given up; state is set when that is known.
create table journey.waiting_send (
  message_id bigint primary key,
  enrolment bigint not null,
  execution_id text not null,
  state text
);
create index waiting_send_settled on journey.waiting_send (message_id) where state is not null;

-- An activity a journey could not take: the fact stays recorded, what it should have caused is tried again.
create table journey.pending (
  id bigint generated always as identity primary key,
  cause text not null,
  enrolment bigint,
  execution_id text,
  definition text,
  contact_id bigint not null,
  activity jsonb not null,
  attempts int not null,
  next_at timestamptz not null,
  reason text not null,
  incident text
);
create index pending_next on journey.pending (next_at);
