package io.relance.shop;

import io.relance.contact.Activity;
import io.relance.shared.ContactId;
import io.relance.shared.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    /**
     * What the shop keeps of a completed order.
     *
     * @param kept the total less what was given back, in the shop's currency; nothing of a cancelled or refunded one
     * @param paid the same in the currency of the order
     */
    public record Worth(Money kept, Money paid, Instant completedAt) {}

    /** The order that an activity says something about; empty when it is about none. */
    public static Optional<Name> concerned(Activity activity) {
        String name = References.nameOf(activity);
        if (!References.OF_ORDERS.contains(name)) {
            return Optional.empty();
        }
        References references = References.in(activity);
        String order =
                name.equals(References.ORDER_COMPLETED) ? references.orderIdOr(activity.id()) : references.orderId();
        return Optional.ofNullable(order).map(id -> new Name(activity.contact(), id));
    }

    /** What each of these orders is worth now, in one read; one that is not completed is missing. */
    public Map<Name, Worth> worths(Collection<Name> names) {
        Map<Name, Worth> worths = new HashMap<>();
        rows.findAll(names).stream()
                .filter(MirroredOrder::isCompleted)
                .forEach(order -> worths.put(new Name(order.contact, order.orderId), worth(order)));
        return worths;
    }

    private Worth worth(MirroredOrder order) {
        Money paid = new Money(order.kept(), order.currency);
        return new Worth(shop.inShopCurrency(paid), paid, order.completedAt);
    }

    /**
     * The first order each of these contacts ever completed, whatever became of it; several where they were completed
     * at one moment. Who never did is missing.
     */
    public Map<ContactId, Set<String>> first(Collection<ContactId> contacts) {
        return rows.first(contacts);
    }

    /** Notes that orders came with a code where these activities say so: some were mirrored before that was noted. */
    public void noteCodes(Collection<Activity> activities) {
        Set<Name> withCode = activities.stream()
                .filter(activity -> References.nameOf(activity).equals(References.ORDER_COMPLETED))
                .filter(activity -> new Told(activity.properties()).hasCode())
                .flatMap(activity -> concerned(activity).stream())
                .collect(Collectors.toSet());
        if (!withCode.isEmpty()) {
            rows.noteCodes(withCode);
        }
    }

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
