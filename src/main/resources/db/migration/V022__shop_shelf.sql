-- What the shop has on its shelf, as it last told us. Three things are told apart, each with its own moment, so that late
-- news of one never undoes newer news of another: what a product is, what it costs, how many there are.
create table shop.product (
  product_id text primary key,
  name text,
  category text,
  url text,
  image_url text,
  usage_days int,
  -- Null while nobody but visitors' events told of it.
  described_at timestamptz,
  price numeric,
  compare_at_price numeric,
  currency text,
  priced_at timestamptz
);

-- The empty variant is the product itself, where it has none or its stock is told as a whole.
create table shop.variant (
  product_id text not null,
  variant_id text not null,
  sku text,
  name text,
  described_at timestamptz,
  -- Null: the product's.
  price numeric,
  compare_at_price numeric,
  priced_at timestamptz,
  -- Null: not counted, and so never sold out.
  stock int,
  stock_at timestamptz,
  -- Since when there is some without a break; null while there is none, or nobody told.
  in_stock_since timestamptz,
  primary key (product_id, variant_id)
);
