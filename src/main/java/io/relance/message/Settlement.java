package io.relance.message;

import io.relance.contact.Decision;
import io.relance.message.Outbox.Waiting;
import io.relance.pressure.Pressure;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes what became of a batch, in one transaction. */
@Component
class Settlement {

    static final String IN_DOUBT = "in_doubt";

    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    private final Outbox outbox;
    private final MessageDecisions decisions;
    private final Pressure pressure;
    private final ApplicationEventPublisher events;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    Settlement(
            Outbox outbox,
            MessageDecisions decisions,
            Pressure pressure,
            ApplicationEventPublisher events,
            JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.outbox = outbox;
        this.decisions = decisions;
        this.pressure = pressure;
        this.events = events;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Writes a batch; where that fails, each message alone, so that one cannot harm the others. */
    void write(UUID owner, List<Settled> batch, Instant now) {
        try {
            transaction.executeWithoutResult(status -> writeAll(owner, batch, now));
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                log.error(
                        "message {} could not be settled; it is in doubt",
                        batch.get(0).message().id(),
                        e);
            } else {
                MessageMeters.cutDown();
                batch.forEach(one -> write(owner, List.of(one), now));
            }
        }
    }

    private void writeAll(UUID owner, List<Settled> batch, Instant now) {
        Set<Long> owned = outbox.stillOwned(
                owner, batch.stream().map(settled -> settled.message().id()).toList());
        List<Settled> ours = batch.stream()
                .filter(settled -> owned.contains(settled.message().id()))
                .toList();
        outbox.release(
                ours.stream().filter(Settlement::waits).map(Settlement::waiting).toList());
        List<Settled> done = ours.stream().filter(settled -> !waits(settled)).toList();
        outbox.remove(done.stream().map(settled -> settled.message().id()).toList());
        jdbc.batchUpdate(
                """
                update message.message set state = ?, reason = ?, provider_id = ?, template_version = ?, sent_at = ?
                where id = ? and queued_at = ? and state not in ('delivered', 'failed', 'skipped')""",
                done.stream().map(settled -> columns(settled, now)).toList());
        decisions.record(ours, now);
        done.forEach(settled -> tell(settled, now));
        MessageMeters.settled(ours);
    }

    private static boolean waits(Settled settled) {
        return settled.outcome() instanceof Outcome.Held
                || settled.outcome() instanceof Outcome.Again
                || settled.outcome() instanceof Outcome.Doubtful;
    }

    private static Waiting waiting(Settled settled) {
        Claimed message = settled.message();
        if (settled.outcome() instanceof Outcome.Held held) {
            return new Waiting(message.id(), MessageState.HELD, held.reason(), held.until(), message.attempts());
        }
        if (settled.outcome() instanceof Outcome.Again again) {
            return new Waiting(message.id(), MessageState.QUEUED, null, again.at(), again.attempts());
        }
        Outcome.Doubtful doubt = (Outcome.Doubtful) settled.outcome();
        return new Waiting(message.id(), MessageState.IN_DOUBT, IN_DOUBT, doubt.askAt(), message.attempts());
    }

    private static Object[] columns(Settled settled, Instant now) {
        Outcome.Sent sent = settled.outcome() instanceof Outcome.Sent it ? it : null;
        return new Object[] {
            state(settled.outcome()).code(),
            reason(settled.outcome()),
            sent == null ? null : sent.providerId(),
            sent == null || sent.templateVersion() == 0 ? null : sent.templateVersion(),
            sent == null ? null : Moments.sql(now),
            settled.message().id(),
            Moments.sql(settled.message().queuedAt())
        };
    }

    private void tell(Settled settled, Instant now) {
        Claimed message = settled.message();
        Draft draft = message.draft();
        Outcome outcome = settled.outcome();
        if (outcome instanceof Outcome.Skipped || outcome instanceof Outcome.Failed) {
            pressure.release(message.permit().id());
        }
        if (outcome instanceof Outcome.Failed failed && failed.suppress() != null) {
            events.publishEvent(new AddressRejected(
                    message.id(),
                    draft.channel(),
                    message.permit().address(),
                    draft.contact(),
                    failed.suppress(),
                    now));
        }
        events.publishEvent(
                new MessageSettled(message.id(), draft.contact(), draft.step(), state(outcome), reason(outcome)));
    }

    private static MessageState state(Outcome outcome) {
        if (outcome instanceof Outcome.Sent) {
            return MessageState.SENT;
        }
        if (outcome instanceof Outcome.Skipped) {
            return MessageState.SKIPPED;
        }
        return outcome instanceof Outcome.Failed ? MessageState.FAILED : MessageState.IN_DOUBT;
    }

    private static String reason(Outcome outcome) {
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
                    draft, Decision.Outcome.FAILED, reason, "The provider reports that it did not arrive.", at);
        }
        if (outbox.noLongerInDoubt(message.id())) {
            MessageState settled = state == MessageState.FAILED ? state : MessageState.SENT;
            events.publishEvent(new MessageSettled(message.id(), draft.contact(), draft.step(), settled, reason));
        }
    }
}
