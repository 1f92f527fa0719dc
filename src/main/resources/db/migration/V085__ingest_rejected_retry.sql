-- What an event was that could not be recorded, so that it can be carried again once the cause is gone; null for those
-- that made no sense.
alter table ingest.rejected
  add lane smallint,
  add received_at timestamptz,
  add kind text,
  add user_id text,
  add anonymous_id text,
  add event_at timestamptz,
  add live boolean;
