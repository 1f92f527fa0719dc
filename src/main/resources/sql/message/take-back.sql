-- What owners had in hand who gave no sign of life, neither in time nor by the lock of their session, waits again; what
-- they may have handed over is in doubt.
with lost as (
  delete from message.in_hand where owner = any(array(
    select owner from message.in_hand where lease_until <= :now and owner <> all(:except)
      and (node = :own or pg_try_advisory_xact_lock(node))
    for update skip locked))
  returning *
)
insert into message.outbox (id, queued_at, channel, enrolment, state, due_at, attempts, first_tried_at, tried_at)
select h.id, h.queued_at, lost.channel, m.enrolment,
  case when h.tried_at is not null or h.id = any(lost.leaving) then 'in_doubt' else 'queued' end,
  :now, h.attempts, h.first_tried_at, case when h.id = any(lost.leaving) then lost.left_at else h.tried_at end
from lost
cross join unnest(lost.ids, lost.queued_at, lost.attempts, lost.first_tried_at, lost.tried_at)
  as h (id, queued_at, attempts, first_tried_at, tried_at)
join message.message m on m.id = h.id and m.queued_at = h.queued_at
where h.id <> all(lost.settled)
