-- By what an order earned its points first, whatever the settings say later: the rest of its life is reckoned by that.
alter table loyalty.entry
  -- What the order was paid in; null where it comes from no order.
  add currency text,
  -- Points for one unit of it.
  add rate numeric;
