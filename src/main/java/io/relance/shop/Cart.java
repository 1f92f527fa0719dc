package io.relance.shop;

import io.relance.shared.ContactId;
import io.relance.shared.Money;
import java.time.Instant;
import java.util.List;

/**
 * A cart as the shop last told us.
 *
 * @param cartId the shop's id, or one we made where the shop gives none; unique per contact
 * @param checkoutId the checkout's id or the cart's token; null when not yet told
 * @param changedAt when its content or its checkout last changed
 * @param url address that brings the person back to this very cart
 */
public record Cart(
        ContactId contact,
        String cartId,
        String checkoutId,
        Status status,
        List<CartLine> lines,
        Money total,
        Instant changedAt,
        String url) {

    /** Open, emptied by the person, or ended by an order. */
    public enum Status {
        OPEN,
        EMPTIED,
        ORDERED
    }
}
