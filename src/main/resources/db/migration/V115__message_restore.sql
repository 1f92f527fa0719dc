-- After a backup was restored: what waits may have been sent between the backup and the fault, which the restored tables
-- know nothing of; what journeys have queued since, they may be doing for the second time. All that is in doubt from here
-- on, so that the provider is asked and the policy decides. What was held then and is not due yet has not been sent.
create function message.doubt_what_waits(backup_of timestamptz, present timestamptz) returns int
language plpgsql as $$
declare
  doubted int;
begin
  -- What a node had in hand goes back to the outbox, in doubt, as that of any node that is gone.
  update message.in_hand set leaving = ids, left_at = backup_of, lease_until = backup_of;
  update message.outbox
  set state = 'in_doubt', reason = 'in_doubt', tried_at = backup_of, due_at = backup_of,
    first_tried_at = coalesce(first_tried_at, backup_of)
  where due_at <= present or queued_at > backup_of;
  get diagnostics doubted = row_count;
  return doubted;
end
$$;
