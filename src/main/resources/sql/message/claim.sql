-- Takes what is due out of the outbox and into one owner's hand, and reads it. Those whose hand-over once began
-- (tried_at) come as 'in_doubt': nobody knows what became of them. As an array of its own, message.due is asked once;
-- as a condition it would be asked row by row, and answer others each time.
with due as (
  delete from message.outbox where ctid = any(array(select unnest(message.due(:channel, :now, :limit))))
  returning id, queued_at, state, reason, attempts, coalesce(first_tried_at, :now) as first_tried_at, tried_at
), hand as (
  insert into message.in_hand (owner, node, channel, lease_until, ids, queued_at, attempts, first_tried_at, tried_at)
  select :owner, :node, :channel, :lease, array_agg(id), array_agg(queued_at), array_agg(attempts), array_agg(first_tried_at),
    array_agg(tried_at)
  from due having count(*) > 0
)
select m.id, m.queued_at, m.contact, m.channel, m.template, m.message_class, m.journey, m.journey_version,
  m.enrolment, m.step, m.cart_id, m.order_id, m.product_id, m.drop_after, m.wait_after, m.permit,
  m.address, m.sent_at, m.clicked_at, m.withdrawn, m.withdrawn_detail,
  due.state, due.reason, due.attempts, due.first_tried_at, due.tried_at
from due join message.message m on m.id = due.id and m.queued_at = due.queued_at
