-- Short addresses in SMS: a code no one can guess, and where it leads.
create table message.short_link (
  code text primary key,
  message bigint not null,
  url text not null,
  made_at timestamptz not null
);
