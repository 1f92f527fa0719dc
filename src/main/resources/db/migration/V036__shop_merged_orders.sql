-- Of orders that two contacts knew before they became one, what each knew to be given back was not added up, and what was
-- given back whole still counted as bought.
update shop.customer_order o set refunded = given.total
from (select contact, order_id, sum(total) as total from shop.refund group by contact, order_id) given
where o.contact = given.contact and o.order_id = given.order_id and o.refunded < given.total;

update shop.customer_order set status = 'refunded'
where total > 0 and refunded >= total and status in ('completed', 'updated');
