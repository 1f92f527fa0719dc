package io.relance.message.sending;

import io.relance.contact.Decision;
import io.relance.contact.Decisions;
import io.relance.message.Draft;
import io.relance.message.history.MessageDecisions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says on the contact's record what became of a journey's message. */
@Component
class SettledDecisions {

    private static final String RESENT =
            "Nobody can tell whether it was sent; as its class asks for, it is sent once more.";

    private final Decisions decisions;

    SettledDecisions(Decisions decisions) {
        this.decisions = decisions;
    }

    /** Records one decision; nothing for a message no journey asked for. */
    void record(Draft draft, Decision.Outcome outcome, String reason, String detail, Instant now) {
        MessageDecisions.decision(draft, outcome, reason, detail, now)
                .ifPresent(decision -> decisions.record(List.of(decision)));
    }

    /** Records what a batch came to. */
    void record(List<Settled> batch, Instant now) {
        List<Decision> all =
                batch.stream().flatMap(settled -> of(settled, now).stream()).toList();
        if (!all.isEmpty()) {
            decisions.record(all);
        }
    }

    private static Optional<Decision> of(Settled settled, Instant now) {
        Draft draft = settled.message().draft();
        Outcome outcome = settled.outcome();
        if (outcome instanceof Outcome.Sent) {
            return MessageDecisions.decision(draft, Decision.Outcome.SENT, null, null, now);
        }
        if (outcome instanceof Outcome.Skipped skipped) {
            return MessageDecisions.skipped(draft, skipped.why(), skipped.next(), now);
        }
        if (outcome instanceof Outcome.Failed failed) {
            return MessageDecisions.decision(draft, Decision.Outcome.FAILED, failed.reason(), failed.detail(), now);
        }
        if (outcome instanceof Outcome.GivenUp doubt) {
            return MessageDecisions.decision(draft, Decision.Outcome.FAILED, Settlement.IN_DOUBT, doubt.detail(), now);
        }
        if (outcome instanceof Outcome.Resent) {
            return MessageDecisions.decision(draft, Decision.Outcome.HELD, Settlement.IN_DOUBT, RESENT, now);
        }
        if (outcome instanceof Outcome.Held held) {
            return MessageDecisions.held(draft, held.why(), held.until(), now);
        }
        return Optional.empty();
    }
}
