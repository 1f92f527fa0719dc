-- Messages as they stand: while one waits, the outbox knows its state; while a node has it in hand, it is on its way.
select m.id, m.contact, m.channel, m.template, m.journey, m.journey_version, m.enrolment, m.step, m.queued_at, m.sent_at,
  m.clicked_at, case when o.id is null then m.reason else o.reason end as reason,
  case
    when o.id is not null then o.state
    when m.state in ('queued', 'held') and exists (
      select from message.in_hand h where m.id = any(h.ids) and m.id <> all(h.settled)) then 'sending'
    else m.state
  end as state
from message.message m left join message.outbox o on o.id = m.id
