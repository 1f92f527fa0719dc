-- One message into history and outbox at once; the id is made of the second it is queued in and a running number.
with number as (
  select ((floor(extract(epoch from :now::timestamptz))::bigint - 1577836800) << 22) | nextval('message.number') as id
), history as (
  insert into message.message (id, queued_at, contact, channel, template, message_class, journey, journey_version,
    enrolment, step, cart_id, order_id, product_id, drop_after, permit, address, state, reason)
  select id, :now, :contact, :channel, :template, :messageClass, :journey, :journeyVersion,
    :enrolment, :step, :cart, :order, :product, :dropAfter, :permit, :address, :state, :reason
  from number
), waiting as (
  insert into message.outbox (id, queued_at, channel, enrolment, state, reason, due_at)
  select id, :now, :channel, :enrolment, :state, :reason, :due::timestamptz from number where :due::timestamptz is not null
)
select id from number
