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

    /** One that was handed over, which needs no sentence; none for a message no journey asked for. */
    public static Optional<Decision> sent(Draft draft, Instant now) {
        return Optional.ofNullable(draft.step())
                .map(step -> new Decision(
                        draft.contact(), now, step.journey(), step.step(), Outcome.SENT, null, null, null));
    }

    /**
     * What came of one, and why; none for a message no journey asked for.
     *
     * @param next the next moment at which it may go; null: time alone does not help
     */
    public static Optional<Decision> decision(Draft draft, Outcome outcome, Why why, Instant next, Instant now) {
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
