-- What a variant costs is told in a currency of its own: the product's may change, or never be told.
alter table shop.variant add currency text;

update shop.variant v set currency = p.currency
from shop.product p
where p.product_id = v.product_id and v.price is not null and p.priced_at is not null;

-- What a visitor's event said of a price, or of its currency, no longer stands where the shop told of the product.
update shop.product p set price = null, currency = null
where p.priced_at is null and (p.price is not null or p.currency is not null)
  and (p.described_at is not null
    or exists (select from shop.variant v where v.product_id = p.product_id and v.priced_at is not null));
