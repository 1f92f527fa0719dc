-- Writes what was worked out of some people, unless somebody touched their row meanwhile or has it now; tells of those whose
-- segments that concerns, and of those who were passed over.
with free as materialized (
  select p.contact
  from segment.person p
  join segment.staged s on s.contact = p.contact and s.revision = p.revision
  where s.contact > :after and s.contact <= :upTo and p.contact > :after and p.contact <= :upTo
  order by p.contact
  for update of p skip locked
),
written as (
  update segment.person p set segments = s.segments, due_at = s.due_at, r = s.r, f = s.f, m = s.m,
    revision = p.revision + 1, imported = null
  from segment.staged s
  where s.contact > :after and s.contact <= :upTo and p.contact > :after and p.contact <= :upTo
    and p.contact = s.contact and p.contact in (select contact from free)
  returning p.contact
)
select s.contact, w.contact is not null as written, p.imported is true as imported
from segment.staged s
join segment.person p on p.contact = s.contact
left join written w on w.contact = s.contact
where s.contact > :after and s.contact <= :upTo and p.contact > :after and p.contact <= :upTo
  and (w.contact is null or s.before <> s.segments)
