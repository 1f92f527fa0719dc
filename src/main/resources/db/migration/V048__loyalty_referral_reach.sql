-- Where the friend's order says its customer is reached: a guest is told from the referrer by nothing else. Keyed hashes,
-- since the row is the referrer's, too, who need not learn the friend's address by it.
alter table loyalty.referral add reach text[] not null default '{}';
