-- Messages into history and outbox at once; those without a due moment will not be handed over.
with fresh as (
  select id, now::timestamptz as queued_at, contact, channel, template, message_class, journey, journey_version,
    enrolment, step, cart_id, order_id, product_id, drop_after::timestamptz,
    wait_after::timestamptz, permit, address, state, reason,
    due::timestamptz as due_at
  from unnest(:ids, :nows, :contacts, :channels, :templates, :messageClasses, :journeys, :journeyVersions,
      :enrolments, :steps, :carts, :orders, :products, :dropAfters, :waitAfters,
      :permits, :addresses, :states, :reasons, :dues)
    as message (id, now, contact, channel, template, message_class, journey, journey_version,
      enrolment, step, cart_id, order_id, product_id, drop_after, wait_after, permit, address, state, reason, due)
), history as (
  insert into message.message (id, queued_at, contact, channel, template, message_class, journey, journey_version,
    enrolment, step, cart_id, order_id, product_id, drop_after, wait_after, permit, address, state, reason)
  select id, queued_at, contact, channel, template, message_class, journey, journey_version,
    enrolment, step, cart_id, order_id, product_id, drop_after, wait_after, permit, address, state, reason
  from fresh
)
insert into message.outbox (id, queued_at, channel, enrolment, state, reason, due_at)
select id, queued_at, channel, enrolment, state, reason, due_at from fresh where due_at is not null
