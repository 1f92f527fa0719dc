package io.relance.loyalty;

import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import java.time.Instant;

/**
 * One line of the ledger of points.
 *
 * @param points what it does to the balance
 * @param qualifying what it does to the points that count for the tier
 * @param earnedAt when the points were earned that it gives or takes back; null where it takes from whatever there is
 * @param expiresAt when they run out; null for never
 * @param order the order's id; null where it comes from no order
 * @param step the step that gave them; null where none did
 * @param cause what it came from; two of one cause are one
 * @param terms by what the order earns; null where it comes from no order
 */
record Entry(
        ContactId contact,
        Instant at,
        Kind kind,
        long points,
        long qualifying,
        Instant earnedAt,
        Instant expiresAt,
        String order,
        StepRef step,
        String reason,
        String cause,
        OrderTerms terms) {

    /** One that comes from no order. */
    Entry(
            ContactId contact,
            Instant at,
            Kind kind,
            long points,
            long qualifying,
            Instant earnedAt,
            Instant expiresAt,
            StepRef step,
            String reason,
            String cause) {
        this(contact, at, kind, points, qualifying, earnedAt, expiresAt, null, step, reason, cause, null);
    }

    /** Why somebody has points more or less. */
    enum Kind {
        EARNED,
        REFUNDED,
        GRANTED,
        REFERRAL,
        SPENT,
        EXPIRED
    }
}
