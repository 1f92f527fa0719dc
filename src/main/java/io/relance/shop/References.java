package io.relance.shop;

import io.relance.contact.Activity;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names by which an activity points at a cart or an order; each null when it does not.
 *
 * @param cartToken may also be a cart's id: some shops use the token as such
 */
record References(String cartId, String checkoutId, String cartToken, String orderId) {

    static final String ORDER_COMPLETED = "order completed";

    /** The activities that change carts, lower case. */
    static final Set<String> OF_CARTS = Set.of(
            "product added",
            "product removed",
            "wishlist product added to cart",
            "cart viewed",
            "checkout started",
            "checkout step viewed",
            "checkout step completed",
            "payment info entered",
            "cart abandoned");

    /** The activities that change orders, lower case. */
    static final Set<String> OF_ORDERS = Set.of(ORDER_COMPLETED, "order updated", "order refunded", "order cancelled");

    /** The name as it is compared. */
    static String nameOf(Activity activity) {
        return activity.name().toLowerCase(Locale.ROOT);
    }

    static References in(Activity activity) {
        Told told = new Told(activity.properties());
        String checkoutId = told.id("checkout_id");
        String orderId = told.id("order_id");
        // Before there is an order, the order's id of the e-commerce events may be the checkout's; after it, the order
        // may go by the id its checkout had.
        boolean atCheckout = OF_CARTS.contains(nameOf(activity)) || OF_ORDERS.contains(nameOf(activity));
        return new References(
                told.id("cart_id"),
                checkoutId == null && atCheckout ? orderId : checkoutId,
                told.id("cart_token", "token", "checkout_token"),
                orderId);
    }

    boolean nameACart() {
        return cartId != null || checkoutId != null || cartToken != null;
    }

    /** The order's id; one made of the activity's where the shop gives none. */
    String orderIdOr(long activity) {
        return orderId == null ? "activity-" + activity : orderId;
    }

    Stream<String> all() {
        return Stream.of(cartId, checkoutId, cartToken).filter(Objects::nonNull);
    }
}
