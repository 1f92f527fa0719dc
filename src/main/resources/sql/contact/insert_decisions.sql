-- Keeps a batch of decisions, in their order; those about a merged contact go to whom it became, those
-- about a contact that is gone are left out.
insert into contact.decision (contact_id, at, journey, step, outcome, reason, detail, detail_fr, inputs, next_at)
select coalesce(contact.merged_into, batch.contact_id), at::timestamptz, journey, step, outcome, reason, detail,
  french, inputs::jsonb, next::timestamptz
from unnest(:contacts, :at::text[], :journeys::text[], :steps::text[], :outcomes::text[], :reasons::text[], :details::text[],
    :french::text[], :inputs::text[], :nexts::text[])
  with ordinality as batch (contact_id, at, journey, step, outcome, reason, detail, french, inputs, next, position)
  join contact.contact on contact.id = batch.contact_id
order by position
