-- Which carts activities concern. An order and what is told of it later: the carts the order ended. Others: the cart
-- with their checkout or token; those that change a cart without naming it: the open one that changed last.
with asked as (
  select * from unnest(:activities, :contacts, :orders, :checkouts, :tokens, :unnamed)
    as asked (activity, contact, order_id, checkout_id, token, unnamed)
)
select activity, unnest(carts) as cart_id
from asked join shop.customer_order using (contact, order_id)
union all
select activity, cart.cart_id
from asked cross join lateral (
  select cart_id from shop.cart
  where cart.contact = asked.contact
    and (cart.checkout_id = asked.checkout_id or cart.token = asked.token or cart.cart_id = asked.token)
  order by coalesce(cart.checkout_id = asked.checkout_id, false) desc,
    coalesce(cart.token = asked.token, false) desc, changed_at desc, id desc
  limit 1) cart
union all
select activity, cart.cart_id
from asked cross join lateral (
  select cart_id from shop.cart
  where cart.contact = asked.contact and cart.status = 'OPEN' and asked.unnamed
  order by changed_at desc, id desc
  limit 1) cart
