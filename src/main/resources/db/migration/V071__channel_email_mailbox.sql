-- Who reads the mailbox that undelivered mail comes back to: one node at a time, until it is done or gone.
create schema channel_email;

create table channel_email.mailbox (
  one boolean primary key default true check (one),
  leased_until timestamptz not null
);
insert into channel_email.mailbox (leased_until) values ('-infinity');
