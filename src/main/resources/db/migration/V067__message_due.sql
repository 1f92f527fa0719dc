-- Where a channel's due messages lie in the outbox, the oldest due first, locked. By index alone: left to statistics of an
-- empty outbox, the planner sorts all of a full one for each batch.
create function message.due(which text, until timestamptz, most int) returns tid[]
language sql volatile
set enable_seqscan = off
set enable_bitmapscan = off
set jit = off
as $$
  select array(
    select ctid from message.outbox where channel = which and due_at <= until
    order by due_at limit most for update skip locked)
$$;
