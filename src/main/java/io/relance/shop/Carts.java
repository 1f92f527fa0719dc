package io.relance.shop;

import io.relance.contact.Activity;
import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The carts of all contacts, mirrored from their activities. */
@Component
public class Carts {

    /** A contact's cart. */
    public Optional<Cart> find(ContactId contact, String cartId) {
        throw new UnsupportedOperationException();
    }

    /**
     * For each activity (by its id) the ids of the carts it concerns. An order: the carts it ended, possibly none. Any
     * other: the cart it names by {@code cart_id}, {@code checkout_id} or token. An activity that says nothing of a
     * cart is absent from the map.
     */
    public Map<Long, Set<String>> concernedBy(Collection<Activity> activities) {
        throw new UnsupportedOperationException();
    }
}
