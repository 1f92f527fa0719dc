-- Puts a batch of activities on the timeline.
insert into contact.activity (id, contact_id, at, name, properties, source, live)
select id, contact_id, at::timestamptz, name, properties::jsonb, source, live
from unnest(:ids, :contacts, :at::text[], :names::text[], :properties::text[], :sources::text[], :live)
  as batch (id, contact_id, at, name, properties, source, live)
