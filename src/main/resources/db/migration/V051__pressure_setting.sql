-- The shop's own rules, every set of them that ever held: the latest counts, the others say who changed what when.
create table pressure.setting (
  id bigint generated always as identity primary key,
  changed_at timestamptz not null,
  changed_by text not null,
  rules jsonb not null
);
