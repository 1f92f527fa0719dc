-- A variant may go by one name where it is looked at and by the other on the shelf; and what somebody saw before they
-- were told of a price is not what they know.
alter table shop.interest
  add sku text,
  add told_at timestamptz;

-- Who asks again keeps their place, and waits for as long as if they asked for the first time: asked_at is the last time,
-- this the first. Null: they asked once.
alter table shop.stock_request add first_asked_at timestamptz;
