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
    private final List<MirroredOrder> withoutCart = new ArrayList<>();
    private final List<Refund> refunds = new ArrayList<>();
    private final List<CartOrderedByAnother> ordered = new ArrayList<>();
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
        ordersOf(order.contact).put(order.orderId, order);
    }

    /** Takes in what else the activities may touch: orders that ended no cart, carts of other people. */
    void also(Collection<MirroredOrder> ordersWithoutCart, Collection<MirroredCart> cartsElsewhere) {
        withoutCart.addAll(ordersWithoutCart);
        cartsElsewhere.forEach(this::put);
    }

    /**
     * The order that a cart, told only now, must have ended, since it was completed after the cart last changed: one
     * that ended none so far and shares a product with it or names none.
     */
    Optional<MirroredOrder> orderThatEnded(MirroredCart cart) {
        return Stream.concat(ordersOf(cart.contact).values().stream(), withoutCart.stream())
                .filter(order -> order.contact.equals(cart.contact))
                .filter(order -> order.couldHaveEnded(cart))
                .findFirst()
                .map(order -> ordersOf(cart.contact).merge(order.orderId, order, (known, read) -> known));
    }

    /**
     * The open cart with this id of somebody else: a cart filled on one device and ordered on another, as a guest.
     * Where several people's carts have it, the shop's ids do not tell one cart from another, and it is nobody's.
     */
    Optional<MirroredCart> elsewhere(ContactId contact, String cartId) {
        List<MirroredCart> found = carts.values().stream()
                .flatMap(of -> Optional.ofNullable(of.get(cartId)).stream())
                .filter(cart -> cart.status == Cart.Status.OPEN && !cart.contact.equals(contact))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    void add(CartOrderedByAnother event) {
        ordered.add(event);
    }

    List<CartOrderedByAnother> orderedByOthers() {
        return ordered;
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
        return ordersOf(contact).computeIfAbsent(orderId, id -> withoutCart.stream()
                .filter(order -> order.contact.equals(contact) && order.orderId.equals(id))
                .findFirst()
                .orElseGet(() -> new MirroredOrder(contact, id, shop.currency().getCurrencyCode())));
    }

    private Map<String, MirroredOrder> ordersOf(ContactId contact) {
        return orders.computeIfAbsent(contact, key -> new LinkedHashMap<>());
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
