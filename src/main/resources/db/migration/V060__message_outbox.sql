create schema message;

-- The low bits of a message's id; the high bits are the second it was queued in, so that an id names its month.
create sequence message.number minvalue 0 maxvalue 4194303 cycle;

-- Every message there ever was. What is still under way has a row in the outbox too, whose state is the fresher one.
create table message.message (
  id bigint not null,
  queued_at timestamptz not null,
  contact bigint not null,
  channel text not null,
  template text not null,
  template_version int,
  message_class text not null,
  journey text,
  journey_version int,
  enrolment bigint,
  step text,
  cart_id text,
  order_id text,
  product_id text,
  drop_after timestamptz,
  permit bigint,
  address text,
  state text not null,
  reason text,
  provider_id text,
  sent_at timestamptz,
  clicked_at timestamptz,
  primary key (id, queued_at)
) partition by range (queued_at);
create table message.message_default partition of message.message default;
create index message_of_contact on message.message (contact, queued_at desc);
create index message_of_enrolment on message.message (enrolment, id) where enrolment is not null;

-- What is still to be handed over, small and hot. due_at is the next moment to look at a row: its hand-over or, while
-- one node has it in hand, the end of that node's lease.
create table message.outbox (
  id bigint primary key,
  queued_at timestamptz not null,
  enrolment bigint,
  state text not null,
  reason text,
  due_at timestamptz not null,
  owner uuid,
  attempts int not null default 0,
  first_tried_at timestamptz,
  tried_at timestamptz
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
create index outbox_due on message.outbox (due_at);
create index outbox_of_enrolment on message.outbox (enrolment) where enrolment is not null;
