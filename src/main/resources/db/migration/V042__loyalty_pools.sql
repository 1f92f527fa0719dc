-- Codes made elsewhere that wait to be issued; an issued one leaves this table for the coupons.
create table loyalty.pool_code (
  id bigint generated always as identity primary key,
  -- As settings compare offers: free-shipping, free_shipping and FREESHIPPING are one.
  offer_key text not null,
  code text not null,
  added_at timestamptz not null
);

-- However people type a code, it is one.
create unique index pool_code_code on loyalty.pool_code (upper(code));
create index pool_code_next on loyalty.pool_code (offer_key, id);

alter table loyalty.coupon
  add offer_key text not null generated always as (lower(replace(replace(offer, '-', ''), '_', ''))) stored,
  -- An order that named it when it had expired; that redeems nothing.
  add late_at timestamptz,
  add late_order text;

create unique index coupon_code_upper on loyalty.coupon (upper(code));
create index coupon_offer on loyalty.coupon (offer_key, contact);
