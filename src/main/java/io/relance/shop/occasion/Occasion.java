package io.relance.shop.occasion;

import io.relance.shared.ContactId;
import java.time.Instant;

/**
 * Something that comes round for somebody.
 *
 * @param lookAt when to look whether it is there
 * @param toldAt when it was told last; null: never
 */
record Occasion(ContactId contact, Kind kind, Instant lookAt, Instant toldAt) {

    /** What comes round. */
    enum Kind {
        BIRTHDAY,
        ANNIVERSARY,
        INACTIVE
    }

    /** For logs: nobody's name. */
    @Override
    public String toString() {
        return "the occasion " + kind + " of contact " + contact.value();
    }
}
