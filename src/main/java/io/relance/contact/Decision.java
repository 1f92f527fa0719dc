package io.relance.contact;

import io.relance.shared.ContactId;
import java.time.Instant;

/**
 * What was decided about a person and why.
 *
 * @param journey the journey's id
 * @param step the diagram element's id; null for entering and leaving
 * @param reason stable code; null when nothing stood in the way
 * @param detail a sentence a marketer understands; null when the outcome says it all
 */
public record Decision(
        ContactId contact, Instant at, String journey, String step, Outcome outcome, String reason, String detail) {

    /** What came of it. */
    public enum Outcome {
        ENTERED,
        NOT_ENTERED,
        SENT,
        HELD,
        SKIPPED,
        FAILED,
        EXITED
    }
}
