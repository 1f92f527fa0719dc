-- What one contact did becomes another's; halved as in add-totals.
insert into segment.total as known (contact, counted, n, last_at, halved)
select :into, counted, n, last_at, halved from segment.total where contact = :from
on conflict (contact, counted) do update set
  n = known.n + excluded.n,
  last_at = greatest(known.last_at, excluded.last_at),
  halved = case when :halfLife = 0 then known.halved + excluded.halved
    else known.halved * power(0.5, least(100,
        date_part('epoch', greatest(known.last_at, excluded.last_at) - known.last_at) / :halfLife))
      + excluded.halved * power(0.5, least(100,
        date_part('epoch', greatest(known.last_at, excluded.last_at) - excluded.last_at) / :halfLife)) end
