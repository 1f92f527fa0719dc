-- Writes contacts as they stand now, new or known.
insert into contact.contact
  (id, user_id, email, phone, first_name, last_name, language, timezone, traits, created_at, updated_at)
select id, user_id, email, phone, first_name, last_name, language, timezone, traits::jsonb, :now, :now
from unnest(:ids, :users::text[], :emails::text[], :phones::text[], :firstNames::text[], :lastNames::text[],
    :languages::text[], :timezones::text[], :traits::text[])
  as person (id, user_id, email, phone, first_name, last_name, language, timezone, traits)
on conflict (id) do update set
  user_id = excluded.user_id,
  email = excluded.email,
  phone = excluded.phone,
  first_name = excluded.first_name,
  last_name = excluded.last_name,
  language = excluded.language,
  timezone = excluded.timezone,
  traits = excluded.traits,
  updated_at = excluded.updated_at
