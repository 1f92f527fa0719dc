-- What is to be expected of each customer, reckoned every night; null where their history says nothing.
create table segment.outlook (
  contact bigint primary key,
  gap numeric,
  -- Whether the gap is the customer's own, or what is usual in the shop.
  own boolean not null,
  next_day date,
  alive numeric,
  expected_orders numeric,
  expected_value numeric
) with (fillfactor = 80);

-- The models those expectations come from, and why there is none.
create table segment.model (
  kind text not null check (kind in ('purchases', 'spend')),
  at timestamptz not null,
  parameters jsonb,
  log_likelihood double precision,
  customers bigint,
  missing text,
  primary key (kind, at)
);
