-- As for permits: the old ones lie together.
create index callback_at on channel_sms.callback using brin (at);
create index inbound_at on channel_sms.inbound using brin (at);
