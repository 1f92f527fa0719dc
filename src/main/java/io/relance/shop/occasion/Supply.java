package io.relance.shop.occasion;

import io.relance.shared.ContactId;
import java.time.Instant;

/**
 * What somebody has at home, and when that is used up.
 *
 * @param nextAt when they are reminded next; null: no more
 */
record Supply(
        ContactId contact,
        String productId,
        String sku,
        Instant boughtAt,
        Instant usedUpAt,
        By reckonedBy,
        Instant nextAt) {

    /** How it was reckoned. */
    enum By {
        /** The person's own rhythm of this product. */
        PRODUCT,
        /** Their rhythm of products like it. */
        CATEGORY,
        /** How long the product lasts. */
        USAGE
    }

    Supply next(Instant at) {
        return new Supply(contact, productId, sku, boughtAt, usedUpAt, reckonedBy, at);
    }

    /** For logs: nobody's name. */
    @Override
    public String toString() {
        return "the supply of contact " + contact.value() + " of product " + productId;
    }
}
