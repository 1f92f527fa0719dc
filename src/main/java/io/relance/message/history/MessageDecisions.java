package io.relance.message.history;

import io.relance.contact.Decision;
import io.relance.message.Draft;
import java.time.Instant;
import java.util.Optional;

/** What the contact's record says about a journey's message. */
public final class MessageDecisions {

    private MessageDecisions() {}

    /** One decision; none for a message no journey asked for. */
    public static Optional<Decision> decision(
            Draft draft, Decision.Outcome outcome, String reason, String detail, Instant now) {
        return Optional.ofNullable(draft.step())
                .map(step -> new Decision(draft.contact(), now, step.journey(), step.step(), outcome, reason, detail));
    }

    /** The sentences for a message that waits: what for, and how long. */
    public static String held(String because, Instant until) {
        return because + " This one waits until " + until + ".";
    }
}
