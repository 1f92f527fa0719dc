-- Two people's interests in one product become one: the price that was seen or told last, and all that was done. What is
-- due is planned anew afterwards, and looked at again when it comes due.
insert into shop.interest as known (contact, product_id, variant, sku, price, currency, seen_at, views, carted_at,
  bought_at, browse_due_at, browse_told_at, drop_due_at, told_at)
select :into, product_id, variant, sku, price, currency, seen_at, views, carted_at, bought_at,
  browse_due_at, browse_told_at, drop_due_at, told_at
from shop.interest where contact = :from
on conflict (contact, product_id) do update set
  (variant, sku, price, currency) = (
    select variant, sku, price, currency
    from (values
      (known.variant, known.sku, known.price, known.currency, greatest(known.seen_at, known.told_at), 1),
      (excluded.variant, excluded.sku, excluded.price, excluded.currency,
        greatest(excluded.seen_at, excluded.told_at), 2))
      as knows (variant, sku, price, currency, since, whose)
    order by since desc, whose limit 1),
  seen_at = greatest(known.seen_at, excluded.seen_at),
  views = (select coalesce((array_agg(view order by view))[greatest(1, count(*) - 9):], '{}')
    from unnest(known.views || excluded.views) as view),
  carted_at = greatest(known.carted_at, excluded.carted_at),
  bought_at = greatest(known.bought_at, excluded.bought_at),
  browse_due_at = greatest(known.browse_due_at, excluded.browse_due_at),
  browse_told_at = greatest(known.browse_told_at, excluded.browse_told_at),
  drop_due_at = least(known.drop_due_at, excluded.drop_due_at),
  told_at = greatest(known.told_at, excluded.told_at)
