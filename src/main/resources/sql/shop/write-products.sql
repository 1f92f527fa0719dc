-- Writes locked products back as they stand after a batch of news.
update shop.product set
  name = ?, category = ?, url = ?, image_url = ?, usage_days = ?, described_at = ?,
  price = ?, compare_at_price = ?, currency = ?, priced_at = ?, learned_from = ?
where product_id = ?
