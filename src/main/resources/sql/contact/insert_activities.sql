-- Puts a batch of activities on the timeline, in their order; answers their ids.
insert into contact.activity (contact_id, at, name, properties, source, live)
select contact_id, at::timestamptz, name, properties::jsonb, source, live
from unnest(:contacts, :at::text[], :names::text[], :properties::text[], :sources::text[], :live)
  with ordinality as batch (contact_id, at, name, properties, source, live, place)
order by place
returning id
