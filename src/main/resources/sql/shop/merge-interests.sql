-- Two people's interests in one product become one: what was seen last, and all that was done. What is due is looked at
-- again when it comes due.
insert into shop.interest as known (contact, product_id, variant, price, currency, seen_at, views, carted_at, bought_at,
  browse_due_at, browse_told_at, drop_due_at)
select :into, product_id, variant, price, currency, seen_at, views, carted_at, bought_at,
  browse_due_at, browse_told_at, drop_due_at
from shop.interest where contact = :from
on conflict (contact, product_id) do update set
  variant = case when excluded.seen_at > known.seen_at then excluded.variant else known.variant end,
  price = case when excluded.seen_at > known.seen_at then excluded.price else known.price end,
  currency = case when excluded.seen_at > known.seen_at then excluded.currency else known.currency end,
  seen_at = greatest(known.seen_at, excluded.seen_at),
  views = (select coalesce((array_agg(view order by view))[greatest(1, count(*) - 9):], '{}')
    from unnest(known.views || excluded.views) as view),
  carted_at = greatest(known.carted_at, excluded.carted_at),
  bought_at = greatest(known.bought_at, excluded.bought_at),
  browse_due_at = greatest(known.browse_due_at, excluded.browse_due_at),
  browse_told_at = greatest(known.browse_told_at, excluded.browse_told_at),
  drop_due_at = least(known.drop_due_at, excluded.drop_due_at)
