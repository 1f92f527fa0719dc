-- Whose event a product was learned from, while the shop itself has not described it: an engraved name or an address may
-- stand in it, and goes with the person.
alter table shop.product add learned_from bigint;

create index product_learned_from on shop.product (learned_from) where learned_from is not null;
