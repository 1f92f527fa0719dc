-- Adds what a batch counted; what is left of either is reckoned to the later of the two moments. After a hundred halvings
-- nothing is left; a thousand are more than PostgreSQL can tell.
insert into segment.total as known (contact, counted, n, last_at, halved)
select * from unnest(:contacts::bigint[], :counted::int[], :n::bigint[], :at::timestamptz[], :halved::float8[])
on conflict (contact, counted) do update set
  n = known.n + excluded.n,
  last_at = greatest(known.last_at, excluded.last_at),
  halved = case when :halfLife = 0 then known.halved + excluded.halved
    else known.halved * power(0.5, least(100,
        date_part('epoch', greatest(known.last_at, excluded.last_at) - known.last_at) / :halfLife))
      + excluded.halved * power(0.5, least(100,
        date_part('epoch', greatest(known.last_at, excluded.last_at) - excluded.last_at) / :halfLife)) end
