-- An order may name a cart that somebody else filled.
create index cart_open on shop.cart (cart_id) where status = 'OPEN';
