-- The settings' tiers, kept here so that SQL reckons as the product does; of who starts last.
create table loyalty.tier (
  name text primary key,
  -- How many points that count it takes to stand on it.
  begins_at bigint not null unique
);

-- How customers stand, for whoever asks over all of them at once. Who never earned anything is missing here, and stands
-- where everybody begins.
create view loyalty.standing as
select b.contact, b.points,
  (select t.name from loyalty.tier t where t.begins_at <= b.qualifying order by t.begins_at desc limit 1) as tier
from loyalty.balance b;

-- The tier on which everybody begins; null where even the lowest has to be earned.
create view loyalty.beginning as
select (select t.name from loyalty.tier t where t.begins_at <= 0 order by t.begins_at desc limit 1) as tier;
