-- The addresses of erased people stay suppressed under a keyed hash ("hmac:…") in place of the address; whether there is
-- one is asked whatever the channel.
create index suppression_address on consent.suppression (address);
