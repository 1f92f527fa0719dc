-- Writes one contact as it stands now, new or known.
insert into contact.contact
  (id, user_id, email, phone, first_name, last_name, language, timezone, traits, created_at, updated_at)
values
  (:id, :userId, :email, :phone, :firstName, :lastName, :language, :timezone, :traits::jsonb, :now, :now)
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
