-- Whether there is anything to retire, asked of all tables at once: on most days, and in most tables, there is not.

-- Whether a month of the table ended before that moment.
create function shared.has_old_month(parent regclass, before timestamptz) returns boolean
language sql stable as $$
  select exists (
    select from pg_inherits i join pg_class child on child.oid = i.inhrelid join pg_class whole on whole.oid = i.inhparent
    where i.inhparent = parent
      and case when child.relname ~ ('^' || whole.relname || '_\d{4}_\d{2}$')
        then (to_date(right(child.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' <= before end)
$$;

-- Whether one such table as shared.without_months names has a row that is older than that.
create function shared.has_old_row(part regclass, age text, before timestamptz) returns boolean
language plpgsql stable as $$
declare
  found_one boolean;
begin
  execute format('select exists (select from %s where %I < $1)', part, age) using before into found_one;
  return found_one;
end
$$;
