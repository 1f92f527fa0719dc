-- What people earned and lost, in points. Rows are only ever added; a merge moves them, an erasure takes them away.
create table loyalty.entry (
  id bigint generated always as identity primary key,
  contact bigint not null,
  at timestamptz not null,
  kind text not null check (kind in ('earned', 'refunded', 'granted', 'referral', 'spent', 'expired')),
  -- What it does to the balance.
  points bigint not null,
  -- What it does to the points that count for the tier: those of orders, as long as their orders count.
  qualifying bigint not null,
  -- When the points were earned that it gives or takes back; null where it takes from whatever there is.
  earned_at timestamptz,
  -- When they run out; null: never, or it takes from whatever there is.
  expires_at timestamptz,
  order_id text,
  journey text,
  enrolment bigint,
  step text,
  reason text,
  -- What it came from, so that nothing counts twice: activity/17, step/4/gift, expired/9/250.
  cause text not null unique
);

create index entry_contact on loyalty.entry (contact, order_id);

-- What the ledger comes to, per contact; reckoned anew from it with every entry, and so lost without harm.
create table loyalty.balance (
  contact bigint primary key,
  points bigint not null default 0,
  qualifying bigint not null default 0,
  tier text,
  -- The tier the timeline knows of.
  announced text,
  -- Whether something of today moved the tier, so that journeys may start on it.
  live boolean not null default false,
  expiring bigint not null default 0,
  expiring_at timestamptz,
  -- When the first of the points that count for the tier no longer does.
  falls_at timestamptz,
  -- When points run out, an order no longer counts for the tier, or there is a tier to announce.
  due_at timestamptz
);

create index balance_due on loyalty.balance (due_at) where due_at is not null;
