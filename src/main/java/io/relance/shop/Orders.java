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
    private final ShopProfile shop;

    Orders(OrderRows rows, ShopProfile shop) {
        this.rows = rows;
        this.shop = shop;
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

    /** What a contact has been worth. */
    public CustomerValue value(ContactId contact) {
        return values(List.of(contact)).getOrDefault(contact, CustomerValue.NONE);
    }

    /** What each of these contacts has been worth, in one read; one who never bought is missing. */
    public Map<ContactId, CustomerValue> values(Collection<ContactId> contacts) {
        Map<ContactId, CustomerValue> values = new HashMap<>();
        rows.values(
                contacts,
                (contact, orders, money) -> values.merge(
                        contact,
                        new CustomerValue(orders, shop.inShopCurrency(money).amount()),
                        CustomerValue::and));
        return values;
    }
}
