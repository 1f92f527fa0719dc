-- Files of opt-outs, bounces, a shop's requests and rights of the person find people by their address.
create index contact_email on contact.contact (email) where email is not null;
