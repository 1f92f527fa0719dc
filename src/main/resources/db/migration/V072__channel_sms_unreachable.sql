-- Numbers whose last messages all ran into a handset that was not there; one that arrives clears it.
create table channel_sms.unreachable (
  number text primary key,
  times int not null,
  since timestamptz not null,
  last_at timestamptz not null
);
create index unreachable_last on channel_sms.unreachable (last_at);
