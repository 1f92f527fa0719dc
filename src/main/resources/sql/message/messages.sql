-- Messages as they stand: while one is under way, the outbox knows its state.
select m.id, m.contact, m.channel, m.template, m.journey, m.journey_version, m.enrolment, m.step, m.queued_at, m.sent_at,
  m.clicked_at, coalesce(o.state, m.state) as state, case when o.id is null then m.reason else o.reason end as reason
from message.message m left join message.outbox o on o.id = m.id
