-- The outbox holds what waits and nothing else: a row is written once and deleted once. What a node has in hand is one
-- row per batch, so that neither the lease nor the beginning of a hand-over rewrites a row per message.
alter table message.outbox add column channel text;
update message.outbox o set channel = m.channel from message.message m where m.id = o.id and m.queued_at = o.queued_at;
delete from message.outbox where channel is null;
alter table message.outbox alter column channel set not null;
-- Whoever had something in hand while this ran is gone.
update message.outbox set state = case when tried_at is null then 'queued' else 'in_doubt' end where state = 'sending';
alter table message.outbox drop column owner;
alter table message.outbox reset (fillfactor);
drop index message.outbox_due;
create index outbox_due on message.outbox (channel, due_at);

-- leaving: those whose hand-over began; settled: those already written down, where the rest could not be.
create table message.in_hand (
  owner uuid primary key,
  channel text not null,
  lease_until timestamptz not null,
  ids bigint[] not null,
  queued_at timestamptz[] not null,
  attempts int[] not null,
  first_tried_at timestamptz[] not null,
  tried_at timestamptz[] not null,
  leaving bigint[] not null default '{}',
  left_at timestamptz,
  settled bigint[] not null default '{}'
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

-- A message is written when it is queued and once more when it is settled: with room beside it the second time needs
-- no new entry in any index.
create function message.ensure_month(moment timestamptz) returns void
language plpgsql as $$
declare
  month text := 'message_' || to_char(moment at time zone 'UTC', 'YYYY_MM');
begin
  if to_regclass(format('message.%I', month)) is null then
    perform shared.ensure_month('message', 'message', moment);
    execute format('alter table message.%I set (fillfactor = 60, autovacuum_analyze_scale_factor = 0.05)', month);
  end if;
end
$$;
