package io.relance.shop;

import io.relance.shared.ContactId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The orders of all contacts, mirrored from their activities. */
@Component
public class Orders {

    /** A contact's order. */
    public Optional<Order> find(ContactId contact, String orderId) {
        throw new UnsupportedOperationException();
    }

    /** How many orders the contact completed and did not cancel. */
    public int count(ContactId contact) {
        throw new UnsupportedOperationException();
    }
}
