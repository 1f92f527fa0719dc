-- An order named a coupon of somebody else: on another device, maybe, as a guest. Once the two are one person it was theirs.
create table loyalty.coupon_use (
  id bigint generated always as identity primary key,
  contact bigint not null,
  -- In capitals.
  code text not null,
  at timestamptz not null,
  order_id text
);

create index coupon_use_contact on loyalty.coupon_use (contact);
