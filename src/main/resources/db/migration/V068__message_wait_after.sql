-- Later than this a message waits for the next hours of its channel; the counterpart of drop_after.
alter table message.message add column wait_after timestamptz;
