package io.relance.contact;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Map;

/**
 * What was decided about a person and why.
 *
 * @param journey the journey's id
 * @param step the diagram element's id; null for entering and leaving
 * @param reason stable code; null when nothing stood in the way
 * @param detail a sentence a marketer understands; null when the outcome says it all
 * @param french the same in French; null where there is no {@code detail}
 * @param inputs what was looked at, the message it lost against included; empty when the sentence says it all
 * @param next the next moment at which it would be possible; null when time alone does not help
 */
public record Decision(
        ContactId contact,
        Instant at,
        String journey,
        String step,
        Outcome outcome,
        String reason,
        String detail,
        String french,
        Map<String, Object> inputs,
        Instant next) {

    /** One that a sentence explains. */
    public Decision(
            ContactId contact,
            Instant at,
            String journey,
            String step,
            Outcome outcome,
            String reason,
            String detail,
            String french) {
        this(contact, at, journey, step, outcome, reason, detail, french, Map.of(), null);
    }

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
