-- What Twilio calls back with. Kept as it came: callbacks are repeated and out of order, and they settle doubts.
create schema channel_sms;

create table channel_sms.callback (
  sid text not null,
  status text not null,
  message bigint not null,
  params jsonb not null,
  at timestamptz not null,
  primary key (sid, status)
) partition by hash (sid);

create table channel_sms.callback_0 partition of channel_sms.callback for values with (modulus 4, remainder 0);
create table channel_sms.callback_1 partition of channel_sms.callback for values with (modulus 4, remainder 1);
create table channel_sms.callback_2 partition of channel_sms.callback for values with (modulus 4, remainder 2);
create table channel_sms.callback_3 partition of channel_sms.callback for values with (modulus 4, remainder 3);

create index callback_message on channel_sms.callback (message);

-- Inbound messages already taken; what they said is on the timeline.
create table channel_sms.inbound (
  sid text primary key,
  at timestamptz not null
);
