-- Messages that go on waiting for their next moment.
insert into message.outbox (id, queued_at, channel, enrolment, state, reason, due_at, attempts, first_tried_at, tried_at)
select * from unnest(:ids, :queuedAt::timestamptz[], :channels, :enrolments, :states, :reasons, :due::timestamptz[],
  :attempts, :firstTriedAt::timestamptz[], :triedAt::timestamptz[])
