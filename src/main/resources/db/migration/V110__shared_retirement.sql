-- What is too old goes: whole months where a table has them, which costs nothing, and else a few thousand rows at a time.

-- Drops the months of a table that ended before that moment; says how many. Needs the table to itself for a moment, so
-- the caller sets a lock_timeout.
create function shared.drop_months(parent regclass, before timestamptz) returns int
language plpgsql as $$
declare
  month regclass;
  dropped int := 0;
begin
  for month in
    select child.oid::regclass
    from pg_inherits i join pg_class child on child.oid = i.inhrelid join pg_class whole on whole.oid = i.inhparent
    where i.inhparent = parent
      -- A case, because only what is a month's name may be read as one, and "and" is asked in any order.
      and case when child.relname ~ ('^' || whole.relname || '_\d{4}_\d{2}$')
        then (to_date(right(child.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' <= before end
    order by child.relname
  loop
    execute format('drop table %s', month);
    dropped := dropped + 1;
  end loop;
  return dropped;
end
$$;

-- The tables that rows of this one lie in, its months aside: itself, its hash partitions, or its default partition.
create function shared.without_months(parent regclass) returns setof regclass
language sql as $$
  select parent where not exists (select from pg_partitioned_table where partrelid = parent)
  union all
  select part.relid
  from pg_partition_tree(parent) part join pg_class c on c.oid = part.relid
  where part.isleaf and c.relname !~ '_\d{4}_\d{2}$'
$$;

-- Deletes up to so many old rows of one such table; says how many. Whoever else deletes at the same time is stepped over.
create function shared.delete_old(part regclass, age text, before timestamptz, most int) returns int
language plpgsql as $$
declare
  deleted int;
begin
  execute format(
      'delete from %1$s where ctid = any(array(select ctid from %1$s where %2$I < $1 limit $2 for update skip locked))',
      part, age)
    using before, most;
  get diagnostics deleted = row_count;
  return deleted;
end
$$;
