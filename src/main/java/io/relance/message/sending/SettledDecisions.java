package io.relance.message.sending;

import io.relance.contact.Decision;
import io.relance.contact.Decisions;
import io.relance.message.Draft;
import io.relance.message.history.MessageDecisions;
import io.relance.pressure.Why;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Says on the contact's record what became of a journey's message. */
@Component
class SettledDecisions {

    private static final Why RESENT = Why.of(
            Settlement.IN_DOUBT,
            "Nobody can tell whether it was sent; as its class asks for, it is sent once more.",
            "Nul ne peut dire s’il est parti ; comme sa classe le demande, il est envoyé une fois de plus.");

    private static final Why GIVEN_UP = Why.of(
            Settlement.IN_DOUBT,
            "Nobody can tell whether it was sent, and it is not sent again.",
            "Nul ne peut dire s’il est parti, et il n’est pas renvoyé.");

    private static final String BOUGHT = "already_bought";

    private final Decisions decisions;

    SettledDecisions(Decisions decisions) {
        this.decisions = decisions;
    }

    /** Records one decision; nothing for a message no journey asked for. */
    void record(Draft draft, Decision.Outcome outcome, Why why, Instant now) {
        MessageDecisions.decision(draft, outcome, why, null, now)
                .ifPresent(decision -> decisions.record(List.of(decision)));
    }

    /** Why a run that ended, or turned away, took its message back; what is kept meanwhile is in English. */
    static Why withdrawn(String reason, String detail) {
        return Why.of(
                reason,
                detail,
                reason.equals(BOUGHT)
                        ? "Le client a acheté."
                        : "Le parcours a pris fin, ou un autre chemin, avant que le message ne parte.");
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
            return MessageDecisions.sent(draft, now);
        }
        if (outcome instanceof Outcome.Skipped skipped) {
            return MessageDecisions.decision(draft, Decision.Outcome.SKIPPED, skipped.why(), skipped.next(), now);
        }
        if (outcome instanceof Outcome.Failed failed) {
            return MessageDecisions.decision(draft, Decision.Outcome.FAILED, failed.why(), null, now);
        }
        if (outcome instanceof Outcome.GivenUp) {
            return MessageDecisions.decision(draft, Decision.Outcome.FAILED, GIVEN_UP, null, now);
        }
        if (outcome instanceof Outcome.Resent) {
            return MessageDecisions.decision(draft, Decision.Outcome.HELD, RESENT, null, now);
        }
        if (outcome instanceof Outcome.Held held) {
            return MessageDecisions.decision(draft, Decision.Outcome.HELD, held.why(), held.until(), now);
        }
        return Optional.empty();
    }
}
