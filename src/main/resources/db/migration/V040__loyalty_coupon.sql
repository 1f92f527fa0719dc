create schema loyalty;

create table loyalty.coupon (
  id bigint generated always as identity primary key,
  code text not null unique,
  contact bigint not null,
  offer text not null,
  journey text not null,
  enrolment bigint not null,
  step text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  redeemed_at timestamptz,
  redeemed_order text,
  -- A step that is tried again gets the coupon it got the first time.
  unique (enrolment, step)
);

create index coupon_contact on loyalty.coupon (contact);
