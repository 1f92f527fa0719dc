package io.relance.shop;

import io.relance.shared.ContactId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The orders of all contacts, mirrored from their activities. */
@Component
public class Orders {

    private final OrderRows rows;

    Orders(OrderRows rows) {
        this.rows = rows;
    }

    /** A contact's order. */
    public Optional<Order> find(ContactId contact, String orderId) {
        return rows.find(contact, orderId).map(MirroredOrder::toOrder);
    }

    /** How many orders the contact completed and neither cancelled nor was given all the money back for. */
    public int count(ContactId contact) {
        return rows.count(contact);
    }
}
