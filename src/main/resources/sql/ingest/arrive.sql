-- Remembers which messages have come in, and puts those that had not into the inbox, in the order they came.
-- What is remembered is sorted, so that two requests with the same messages wait for each other instead of locking each
-- other out.
with event as materialized (
  select *
  from unnest(:ids::text[], :lanes::smallint[], :kinds::text[], :users::text[], :visitors::text[],
      :ats::timestamptz[], :lives::boolean[], :payloads::text[]) with ordinality
    as event (message_id, lane, kind, user_id, anonymous_id, at, live, payload, place)
), fresh as (
  insert into ingest.seen as known (source, message_id, received_at)
  select :source, message_id, :now from event order by message_id
  on conflict (source, message_id)
  do update set received_at = excluded.received_at where known.received_at < :forgotten
  returning message_id
)
insert into ingest.inbox (lane, source, received_at, kind, user_id, anonymous_id, at, live, payload)
select lane, :source, :now, kind, user_id, anonymous_id, at, live, payload
from event join fresh using (message_id)
order by place
