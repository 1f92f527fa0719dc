package io.relance.message.sending;

import io.relance.contact.Decision;
import io.relance.message.AddressRejected;
import io.relance.message.Draft;
import io.relance.message.Message;
import io.relance.message.MessageSettled;
import io.relance.message.MessageState;
import io.relance.message.MessagesSettled;
import io.relance.message.sending.Outbox.Waiting;
import io.relance.pressure.Pressure;
import io.relance.pressure.Why;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes what became of a batch, in one transaction. */
@Component
class Settlement {

    static final String IN_DOUBT = "in_doubt";

    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    private final Outbox outbox;
    private final InHand inHand;
    private final SettlementTable table;
    private final SettledDecisions decisions;
    private final Pressure pressure;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Patience patience;

    Settlement(
            Outbox outbox,
            InHand inHand,
            SettlementTable table,
            SettledDecisions decisions,
            Pressure pressure,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Patience patience) {
        this.outbox = outbox;
        this.inHand = inHand;
        this.table = table;
        this.decisions = decisions;
        this.pressure = pressure;
        this.events = events;
        this.transaction = transaction;
        this.patience = patience;
    }

    /** Writes a batch; where that fails, each message alone, so that one cannot harm the others. */
    void write(UUID owner, List<Settled> batch, Instant now) {
        try {
            patience.of(() -> transaction.executeWithoutResult(status -> {
                if (inHand.finish(owner)) {
                    writeAll(batch, now);
                } else {
                    log.warn("{} messages were settled by another node", batch.size());
                }
            }));
        } catch (RuntimeException e) {
            log.error("a batch of {} messages could not be settled; each is tried alone", batch.size(), e);
            alone(owner, batch, now);
        }
    }

    private void alone(UUID owner, List<Settled> batch, Instant now) {
        MessageMeters.cutDown();
        boolean all = true;
        for (Settled one : batch) {
            try {
                transaction.executeWithoutResult(status -> {
                    if (inHand.putDown(owner, List.of(one.message().id()))) {
                        writeAll(List.of(one), now);
                    }
                });
            } catch (RuntimeException e) {
                all = false;
                log.error("message {} could not be settled", one.message().id(), e);
            }
        }
        if (all) {
            inHand.finish(owner);
        }
    }

    private void writeAll(List<Settled> batch, Instant now) {
        outbox.add(
                batch.stream()
                        .filter(Settlement::waits)
                        .map(settled -> waiting(settled, now))
                        .toList(),
                now);
        List<Settled> done = batch.stream().filter(settled -> !waits(settled)).toList();
        Map<Long, Message> standing =
                table.settle(done, now).stream().collect(Collectors.toMap(Message::id, Function.identity()));
        decisions.record(batch, now);
        pressure.releaseAll(done.stream()
                .filter(Settlement::neverLeft)
                .map(settled -> settled.message().permit().id())
                .toList());
        tell(done, standing, now);
        MessageMeters.settled(batch);
    }

    private static boolean neverLeft(Settled settled) {
        return settled.outcome() instanceof Outcome.Skipped || settled.outcome() instanceof Outcome.Failed;
    }

    private static boolean waits(Settled settled) {
        Outcome outcome = settled.outcome();
        return outcome instanceof Outcome.Held
                || outcome instanceof Outcome.Again
                || outcome instanceof Outcome.Resent
                || outcome instanceof Outcome.Untouched
                || outcome instanceof Outcome.Doubtful;
    }

    private static Waiting waiting(Settled settled, Instant now) {
        Claimed message = settled.message();
        int attempts = message.attempts();
        if (settled.outcome() instanceof Outcome.Held held) {
            return new Waiting(message, MessageState.HELD, held.why().reason(), held.until(), attempts, null);
        }
        if (settled.outcome() instanceof Outcome.Again again) {
            return new Waiting(message, MessageState.QUEUED, null, again.at(), again.attempts(), null);
        }
        if (settled.outcome() instanceof Outcome.Resent again) {
            return new Waiting(message, MessageState.QUEUED, null, again.at(), again.attempts(), null);
        }
        if (settled.outcome() instanceof Outcome.Untouched untouched) {
            return new Waiting(message, MessageState.QUEUED, null, untouched.due(), attempts, null);
        }
        Outcome.Doubtful doubt = (Outcome.Doubtful) settled.outcome();
        Instant triedAt = message.triedAt() == null ? now : message.triedAt();
        return new Waiting(message, MessageState.IN_DOUBT, IN_DOUBT, doubt.askAt(), attempts, triedAt);
    }

    private void tell(List<Settled> done, Map<Long, Message> standing, Instant now) {
        for (Settled settled : done) {
            if (settled.outcome() instanceof Outcome.Failed failed && failed.suppress() != null) {
                Claimed message = settled.message();
                events.publishEvent(new AddressRejected(
                        message.id(),
                        message.draft().channel(),
                        message.permit().address(),
                        message.draft().contact(),
                        failed.suppress(),
                        now));
            }
        }
        if (!done.isEmpty()) {
            events.publishEvent(new MessagesSettled(done.stream()
                    .map(settled -> fact(settled, standing.get(settled.message().id())))
                    .toList()));
        }
    }

    /** What the provider had reported sooner stands; null: nothing. */
    private static MessageSettled fact(Settled settled, Message standing) {
        Draft draft = settled.message().draft();
        Outcome outcome = settled.outcome();
        boolean failed = standing != null && standing.state() == MessageState.FAILED;
        return new MessageSettled(
                settled.message().id(),
                draft.contact(),
                draft.step(),
                failed ? MessageState.FAILED : state(outcome),
                failed ? standing.reason() : reason(outcome));
    }

    static MessageState state(Outcome outcome) {
        if (outcome instanceof Outcome.Sent) {
            return MessageState.SENT;
        }
        if (outcome instanceof Outcome.Skipped) {
            return MessageState.SKIPPED;
        }
        return outcome instanceof Outcome.Failed ? MessageState.FAILED : MessageState.IN_DOUBT;
    }

    static String reason(Outcome outcome) {
        if (outcome instanceof Outcome.Skipped skipped) {
            return skipped.reason();
        }
        if (outcome instanceof Outcome.Failed failed) {
            return failed.reason();
        }
        return outcome instanceof Outcome.GivenUp ? IN_DOUBT : null;
    }

    /** The provider spoke later: settles a message in doubt, and says so where it failed. */
    void reported(Claimed message, MessageState state, String reason, Instant at) {
        Draft draft = message.draft();
        if (state == MessageState.FAILED) {
            decisions.record(
                    draft,
                    Decision.Outcome.FAILED,
                    Why.of(
                            reason,
                            "The provider reports that it did not arrive.",
                            "Le prestataire signale qu’il n’est pas arrivé."),
                    at);
        }
        if (outbox.noLongerInDoubt(message.id())) {
            MessageState settled = state == MessageState.FAILED ? state : MessageState.SENT;
            events.publishEvent(new MessagesSettled(
                    List.of(new MessageSettled(message.id(), draft.contact(), draft.step(), settled, reason))));
        }
    }
}
