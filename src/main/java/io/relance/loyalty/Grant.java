package io.relance.loyalty;

import io.relance.shared.ContactId;
import io.relance.shared.StepRef;

/**
 * Points that a journey gives.
 *
 * @param points a positive number
 * @param reason what for, as the customer may read it; null where nobody says
 * @param step who gives them: each step of a run gives once
 */
public record Grant(ContactId contact, long points, String reason, StepRef step) {

    public Grant {
        if (points <= 0) {
            throw new IllegalArgumentException("a grant of " + points + " points; accepted: a positive number");
        }
    }
}
