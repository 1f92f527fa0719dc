-- Of every product the pairs with the highest lift.
insert into segment.together (product, other, buyers, lift)
select product, other, buyers, lift
from (
  select product, other, buyers, lift,
    row_number() over (partition by product order by lift desc, buyers desc, key collate "C") as nth
  from (
    select s.product, s.other, s.buyers, o.key,
      (s.buyers::float8 * :people) / (p.buyers::float8 * o.buyers::float8) as lift
    from (
      select product, other, buyers from segment.staged_pair
      union all
      select other, product, buyers from segment.staged_pair
    ) s
    join segment.product p on p.id = s.product
    join segment.product o on o.id = s.other
  ) pair
) ranked
where nth <= :most
