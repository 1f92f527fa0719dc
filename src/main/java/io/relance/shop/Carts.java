package io.relance.shop;

import io.relance.contact.Activity;
import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The carts of all contacts, mirrored from their activities. */
@Component
public class Carts {

    private final CartRows rows;
    private final ConcernedCarts concerned;
    private final ShopProfile shop;

    Carts(CartRows rows, ConcernedCarts concerned, ShopProfile shop) {
        this.rows = rows;
        this.concerned = concerned;
        this.shop = shop;
    }

    /** What names a cart: its id is unique per contact. */
    public record Name(ContactId contact, String cartId) {}

    /** A contact's cart. */
    public Optional<Cart> find(ContactId contact, String cartId) {
        Name name = new Name(contact, cartId);
        return Optional.ofNullable(findAll(List.of(name)).get(name));
    }

    /** Those of these carts that exist, in one read. */
    public Map<Name, Cart> findAll(Collection<Name> names) {
        Map<Name, Cart> carts = new HashMap<>();
        rows.findAll(names).forEach(cart -> carts.put(new Name(cart.contact, cart.cartId), cart.toCart(shop)));
        return carts;
    }

    /**
     * For each activity (by its id) the ids of the carts it concerns. An order and what is told of it later: the carts
     * it ended, possibly none. Any other: the cart it names by {@code cart_id}, {@code checkout_id} or token; where it
     * changes a cart without naming one, the open cart that changed last. An activity that says nothing of a cart is
     * absent from the map.
     */
    public Map<Long, Set<String>> concernedBy(Collection<Activity> activities) {
        return concerned.of(activities);
    }
}
