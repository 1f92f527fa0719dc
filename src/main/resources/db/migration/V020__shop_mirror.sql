-- Carts and orders as the shop last told us. They are mirrors, unique per contact, so they are not cut by month.
create schema shop;

create table shop.cart (
  id bigint generated always as identity primary key,
  contact bigint not null,
  cart_id text not null,
  checkout_id text,
  token text,
  status text not null check (status in ('OPEN', 'EMPTIED', 'ORDERED')),
  lines jsonb not null,
  total numeric not null,
  currency text not null,
  changed_at timestamptz not null,
  ordered_at timestamptz,
  -- Only what the shop told; where it told nothing the address is made up from the settings when it is read.
  url text,
  -- Set by every live change, cleared when "Cart Abandoned" was derived, emptied or ordered: once per cart state.
  abandon_due_at timestamptz,
  unique (contact, cart_id)
);

create index cart_abandon_due on shop.cart (abandon_due_at, id) where abandon_due_at is not null;

create table shop.customer_order (
  contact bigint not null,
  order_id text not null,
  status text not null check (status in ('completed', 'updated', 'cancelled', 'refunded')),
  lines jsonb not null,
  total numeric not null,
  currency text not null,
  refunded numeric not null,
  -- Null while only an update, refund or cancellation of the order has arrived.
  completed_at timestamptz,
  -- The carts it ended.
  carts text[] not null,
  primary key (contact, order_id)
);

create table shop.refund (
  activity bigint primary key,
  contact bigint not null,
  order_id text not null,
  at timestamptz not null,
  total numeric not null,
  currency text not null,
  lines jsonb not null
);

create index refund_of_order on shop.refund (contact, order_id);
