create schema tracking;

-- Clicks that wait for a moment, until it shows whether they are a scanner's. A row goes some moments after it was
-- judged; later clicks in the same message are judged with it.
create table tracking.click (
  id bigint generated always as identity primary key,
  message bigint not null,
  url text not null,
  at timestamptz not null,
  machine boolean not null,
  due_at timestamptz,
  forget_at timestamptz not null
);
create index click_due on tracking.click (due_at) where due_at is not null;
create index click_of_message on tracking.click (message);
create index click_forget on tracking.click (forget_at);

-- Clicks of readers who are not measured: how many, of which step and template, on which day (UTC).
create table tracking.step_click (
  journey text not null,
  journey_version int not null,
  step text not null,
  template text not null,
  day date not null,
  clicks bigint not null,
  machines bigint not null,
  primary key (journey, journey_version, step, template, day)
);
