package io.relance.shop;

import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The orders of all contacts, mirrored from their activities. */
@Component
public class Orders {

    private final OrderRows rows;

    Orders(OrderRows rows) {
        this.rows = rows;
    }

    /** What names an order: its id is unique per contact. */
    public record Name(ContactId contact, String orderId) {}

    /** A contact's order. */
    public Optional<Order> find(ContactId contact, String orderId) {
        Name name = new Name(contact, orderId);
        return Optional.ofNullable(findAll(List.of(name)).get(name));
    }

    /** Those of these orders that exist, in one read. */
    public Map<Name, Order> findAll(Collection<Name> names) {
        Map<Name, Order> orders = new HashMap<>();
        rows.findAll(names).forEach(order -> orders.put(new Name(order.contact, order.orderId), order.toOrder()));
        return orders;
    }

    /** How many orders the contact completed and neither cancelled nor was given all the money back for. */
    public int count(ContactId contact) {
        return counts(List.of(contact)).getOrDefault(contact, 0);
    }

    /** The same for many, in one read; a contact who completed none is missing. */
    public Map<ContactId, Integer> counts(Collection<ContactId> contacts) {
        return rows.counts(contacts);
    }
}
