-- Of two carts with one id, of two contacts that became one: drops the one that gives way. An ordered cart stays;
-- between others the later change wins.
delete from shop.cart loser using shop.cart winner
where loser.contact in (:from, :into)
  and winner.contact in (:from, :into)
  and loser.contact <> winner.contact
  and loser.cart_id = winner.cart_id
  and (loser.status = 'ORDERED', loser.changed_at, loser.contact = :into)
    < (winner.status = 'ORDERED', winner.changed_at, winner.contact = :into)
