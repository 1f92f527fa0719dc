-- Tables that grow for ever are partitioned by month of the product's clock. This makes the month of a moment when it
-- is missing; a default partition stands behind for whatever no month was made for.
create schema shared;

create function shared.ensure_month(parent_schema text, parent text, moment timestamptz) returns void
language plpgsql as $$
declare
  month_start timestamptz := date_trunc('month', moment at time zone 'UTC') at time zone 'UTC';
  month_end timestamptz := (date_trunc('month', moment at time zone 'UTC') + interval '1 month') at time zone 'UTC';
  partition text := parent || '_' || to_char(moment at time zone 'UTC', 'YYYY_MM');
begin
  if to_regclass(format('%I.%I', parent_schema, partition)) is not null then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtext(parent_schema || '.' || partition));
  if to_regclass(format('%I.%I', parent_schema, partition)) is not null then
    return;
  end if;
  execute format('create table %I.%I partition of %I.%I for values from (%L) to (%L)',
    parent_schema, partition, parent_schema, parent, month_start, month_end);
end
$$;
