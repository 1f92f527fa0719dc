-- Opens of those who allow it, and how many parts a text took.
alter table message.message
  add column opened_at timestamptz,
  add column last_opened_at timestamptz,
  add column prefetched_at timestamptz,
  add column segments smallint;

-- A short address of a reader who is not measured names the step and the template instead of the message.
alter table message.short_link
  alter column message drop not null,
  add column journey text,
  add column journey_version int,
  add column step text,
  add column template text,
  add check (message is not null or template is not null);
-- Whose they are is asked when a person is erased.
create index short_link_message on message.short_link (message) where message is not null;
