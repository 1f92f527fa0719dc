-- What is left of coupons whose people were erased: that a code was issued, and of which offer, so that it is never issued
-- again and limits go on counting it. Nothing says whose it was.
create table loyalty.spent_code (
  -- A keyed hash: the code itself may stand in the shop's own books beside a name.
  hash text primary key,
  offer_key text not null,
  offer text not null,
  redeemed boolean not null,
  late boolean not null
);

create index spent_code_offer on loyalty.spent_code (offer_key);
