-- When to look next whether somebody has their birthday, their anniversary, or has become inactive. What the occasion
-- rests on is read then, so whatever changes it only has to ask for another look.
create table shop.occasion (
  contact bigint not null,
  kind text not null check (kind in ('birthday', 'anniversary', 'inactive')),
  look_at timestamptz not null,
  -- When it was told last.
  told_at timestamptz,
  primary key (contact, kind)
);

create index occasion_look on shop.occasion (look_at);
