-- Takes what is due for one owner. Rows whose lease has run out after their hand-over began (tried_at) come as
-- 'in_doubt': nobody knows what became of them. Those whose hand-over never began are taken as if for the first time.
with due as (
  select id, queued_at from message.outbox where due_at <= :now order by due_at limit :limit for update skip locked
)
update message.outbox o set
  state = case when o.state in ('sending', 'in_doubt') and o.tried_at is not null then 'in_doubt' else 'sending' end,
  tried_at = case when o.state in ('sending', 'in_doubt') then o.tried_at end,
  first_tried_at = coalesce(o.first_tried_at, :now),
  due_at = :lease,
  owner = :owner
from due join message.message m on m.id = due.id and m.queued_at = due.queued_at
where o.id = due.id
returning m.id, m.queued_at, m.contact, m.channel, m.template, m.message_class, m.journey, m.journey_version,
  m.enrolment, m.step, m.cart_id, m.order_id, m.product_id, m.drop_after, m.permit, m.address, m.sent_at, m.clicked_at,
  o.state, o.reason, o.attempts, o.first_tried_at, o.tried_at
