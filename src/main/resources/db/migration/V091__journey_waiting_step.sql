-- The step a token waits on: executions may be replaced while it waits, the run and its step stay. What cannot go on is
-- put off, so that it holds nobody else up.
alter table journey.waiting_send add step text not null default '';
alter table journey.waiting_send add next_at timestamptz;
alter table journey.waiting_send add attempts int not null default 0;

create index waiting_send_enrolment on journey.waiting_send (enrolment);
drop index journey.waiting_send_settled;
create index waiting_send_next on journey.waiting_send (next_at) where next_at is not null;
