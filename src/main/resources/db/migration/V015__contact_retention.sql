-- Whom we look at again when, as nobody may be kept for ever without acting. Only people first seen long ago are here,
-- each looked at once in a few years; no event touches it.
create table contact.retention (
  contact_id bigint primary key,
  last_act timestamptz not null,
  look_at timestamptz not null,
  asked_at timestamptz
);
create index retention_look_at on contact.retention (look_at);
