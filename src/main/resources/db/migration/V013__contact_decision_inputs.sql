-- Why, in French too; what was looked at; and when it would be possible. Only where something stood in the way.
alter table contact.decision
  add column detail_fr text,
  add column inputs jsonb,
  add column next_at timestamptz;
