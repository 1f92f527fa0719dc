-- By which code a contact brings friends. Who was two people has two codes: both work, the one that is theirs is shown.
create table loyalty.referral_code (
  code text primary key,
  contact bigint not null,
  made_at timestamptz not null,
  own boolean not null default true
);

create unique index referral_code_own on loyalty.referral_code (contact) where own;
create index referral_code_contact on loyalty.referral_code (contact);

-- Each time a friend named a code, and what became of it.
create table loyalty.referral (
  id bigint generated always as identity primary key,
  friend bigint not null,
  code text not null,
  -- Null while nobody is known who has the code.
  referrer bigint,
  -- The friend's first order; null while there is none.
  order_id text,
  -- claimed: named before any order; pending: ordered, and waited for; then rewarded or refused.
  state text not null check (state in ('claimed', 'pending', 'rewarded', 'refused')),
  reason text,
  -- Whether it is the one that counts for the friend: a second one beside it is a repetition.
  counts boolean not null,
  live boolean not null,
  at timestamptz not null,
  -- When it is rewarded, or when its refusal is told; null when nothing is left to do.
  due_at timestamptz,
  decided_at timestamptz
);

create unique index referral_counts on loyalty.referral (friend) where counts;
create unique index referral_once on loyalty.referral (friend, code, coalesce(order_id, '')) where not counts;
create index referral_referrer on loyalty.referral (referrer);
create index referral_due on loyalty.referral (due_at, id) where due_at is not null;
