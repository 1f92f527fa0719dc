package io.relance.message.history;

import io.relance.contact.Decision;
import io.relance.contact.Decision.Outcome;
import io.relance.message.Draft;
import io.relance.pressure.Why;
import java.time.Instant;
import java.util.Optional;

/** What the contact's record says about a journey's message. */
public final class MessageDecisions {

    private MessageDecisions() {}

    /** One decision; none for a message no journey asked for. */
    public static Optional<Decision> decision(Draft draft, Outcome outcome, String reason, String detail, Instant now) {
        return Optional.ofNullable(draft.step())
                .map(step -> new Decision(draft.contact(), now, step.journey(), step.step(), outcome, reason, detail));
    }

    /** A message that may not go; {@code next} null: time alone does not help. */
    public static Optional<Decision> skipped(Draft draft, Why why, Instant next, Instant now) {
        return decision(draft, Outcome.SKIPPED, why, next, now);
    }

    /** A message that waits: what for, and how long. */
    public static Optional<Decision> held(Draft draft, Why why, Instant until, Instant now) {
        Why waits = why.and("This one waits until " + until + ".", "Celui-ci attend jusqu’au " + until + ".");
        return decision(draft, Outcome.HELD, waits, until, now);
    }

    private static Optional<Decision> decision(Draft draft, Outcome outcome, Why why, Instant next, Instant now) {
        return Optional.ofNullable(draft.step())
                .map(step -> new Decision(
                        draft.contact(),
                        now,
                        step.journey(),
                        step.step(),
                        outcome,
                        why.reason(),
                        why.detail(),
                        why.french(),
                        why.inputs(),
                        next));
    }
}
