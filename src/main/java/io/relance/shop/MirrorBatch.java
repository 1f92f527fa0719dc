package io.relance.shop;

import io.relance.contact.Activity;
import io.relance.shared.ContactId;
import io.relance.shared.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The carts and orders that one batch of activities touches, in memory until they are written back. */
class MirrorBatch {

    /** Goods or money given back; {@code lines} may be empty. */
    record Refund(long activity, MirroredOrder order, Instant at, Money total, List<CartLine> lines) {}

    private final Map<ContactId, Map<String, MirroredCart>> carts = new LinkedHashMap<>();
    private final Map<ContactId, Map<String, MirroredOrder>> orders = new LinkedHashMap<>();
    private final List<Refund> refunds = new ArrayList<>();
    private final ShopProfile shop;

    MirrorBatch(Collection<MirroredCart> carts, Collection<MirroredOrder> orders, ShopProfile shop) {
        this.shop = shop;
        carts.forEach(this::put);
        orders.forEach(this::put);
    }

    private void put(MirroredCart cart) {
        carts.computeIfAbsent(cart.contact, contact -> new LinkedHashMap<>()).put(cart.cartId, cart);
    }

    private void put(MirroredOrder order) {
        orders.computeIfAbsent(order.contact, contact -> new LinkedHashMap<>()).put(order.orderId, order);
    }

    /** The cart that the activity names. */
    Optional<MirroredCart> named(ContactId contact, References references) {
        if (references.cartId() != null) {
            return Optional.ofNullable(of(contact).get(references.cartId()));
        }
        return named(contact, references.checkoutId(), references.cartToken());
    }

    /** The cart with this checkout or this token. */
    Optional<MirroredCart> named(ContactId contact, String checkoutId, String token) {
        return latest(contact, cart -> checkoutId != null && checkoutId.equals(cart.checkoutId))
                .or(() -> latest(contact, cart -> token != null && token.equals(cart.token)))
                .or(() -> latest(contact, cart -> token != null && token.equals(cart.cartId)));
    }

    /**
     * The cart that something done then was done to: the one it names, else the open one that changed last, else one
     * that was ordered since.
     */
    Optional<MirroredCart> meant(ContactId contact, References references, Instant at) {
        Optional<MirroredCart> named = named(contact, references);
        if (named.isPresent() || references.cartId() != null) {
            return named;
        }
        return latest(contact, cart -> cart.status == Cart.Status.OPEN)
                .or(() -> latest(contact, cart -> cart.wasOrderedAfter(at)));
    }

    Stream<MirroredCart> open(ContactId contact) {
        return of(contact).values().stream().filter(cart -> cart.status == Cart.Status.OPEN);
    }

    /** A new cart, with an id made of the activity's where the shop gives none. */
    MirroredCart begin(Activity activity, String cartId, Instant changedAt) {
        MirroredCart cart = new MirroredCart(
                activity.contact(),
                cartId == null ? "activity-" + activity.id() : cartId,
                shop.currency().getCurrencyCode(),
                changedAt);
        cart.dirty = true;
        put(cart);
        return cart;
    }

    /** The order with this id, as known or new. */
    MirroredOrder order(ContactId contact, String orderId) {
        Map<String, MirroredOrder> known = orders.computeIfAbsent(contact, key -> new LinkedHashMap<>());
        return known.computeIfAbsent(
                orderId, id -> new MirroredOrder(contact, id, shop.currency().getCurrencyCode()));
    }

    void add(Refund refund) {
        refunds.add(refund);
    }

    List<MirroredCart> changedCarts() {
        return carts.values().stream()
                .flatMap(of -> of.values().stream())
                .filter(cart -> cart.dirty)
                .toList();
    }

    List<MirroredOrder> allOrders() {
        return orders.values().stream().flatMap(of -> of.values().stream()).toList();
    }

    List<Refund> refunds() {
        return refunds;
    }

    private Optional<MirroredCart> latest(ContactId contact, Predicate<MirroredCart> which) {
        return of(contact).values().stream().filter(which).max(Comparator.comparing(cart -> cart.changedAt));
    }

    private Map<String, MirroredCart> of(ContactId contact) {
        return carts.getOrDefault(contact, Map.of());
    }
}
