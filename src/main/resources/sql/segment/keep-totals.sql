-- Totals of what is left in the counted days alone: when in its day something happened nobody knows any more, so each counts
-- as at noon, and the last as at its own moment where that is known.
update segment.total t set n = kept.n, last_at = kept.last_at, halved = kept.halved
from (
  select contact, counted, last_at, sum(n) as n,
    sum(case when :halfLife = 0 then n
      else n * power(0.5, least(100, date_part('epoch', last_at - least(noon, last_at)) / :halfLife)) end) as halved
  from (
    select d.contact, d.counted, d.n, (d.day + time '12:00') at time zone :zone as noon,
      case when t.last_at < :from then t.last_at
        else max((d.day + time '12:00') at time zone :zone) over (partition by d.contact, d.counted) end as last_at
    from segment.day d
    join segment.total t on t.contact = d.contact and t.counted = d.counted
    where d.contact = any(:contacts)) days
  group by contact, counted, last_at) kept
where t.contact = kept.contact and t.counted = kept.counted
