-- Mails that came back from an address for a reason that may pass. Five in a row over seven days let the address rest;
-- then, and when they are too old to count, their rows go.
create table consent.soft_bounce (
  channel text not null,
  address text not null,
  message bigint not null,
  contact_id bigint not null,
  sent_at timestamptz not null,
  primary key (channel, address, message)
);
create index soft_bounce_sent_at on consent.soft_bounce using brin (sent_at);
create index soft_bounce_contact on consent.soft_bounce (contact_id);
create index soft_bounce_address on consent.soft_bounce (address);
