-- Why a message is not to leave any more whose run ended while a node had it in hand: where it has not left, it is
-- skipped for that reason as soon as it waits again.
alter table message.message add column withdrawn text, add column withdrawn_detail text;
