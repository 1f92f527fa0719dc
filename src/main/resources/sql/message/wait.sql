-- Messages that go on waiting for their next moment; what was withdrawn meanwhile is looked at again at once;
-- those of a person who was erased meanwhile are gone.
insert into message.outbox (id, queued_at, channel, enrolment, state, reason, due_at, attempts, first_tried_at, tried_at)
select w.id, w.queued_at, w.channel, w.enrolment, w.state, w.reason,
  case when m.withdrawn is null or w.state = 'in_doubt' then w.due else :now end,
  w.attempts, w.first_tried_at, w.tried_at
from unnest(:ids, :queuedAt::timestamptz[], :channels, :enrolments, :states, :reasons, :due::timestamptz[],
    :attempts, :firstTriedAt::timestamptz[], :triedAt::timestamptz[])
  as w (id, queued_at, channel, enrolment, state, reason, due, attempts, first_tried_at, tried_at)
join message.message m on m.id = w.id and m.queued_at = w.queued_at
