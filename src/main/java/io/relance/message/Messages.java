package io.relance.message;

import io.relance.contact.Decision.Outcome;
import io.relance.message.MessageHistory.Entry;
import io.relance.message.spi.ChannelAdapter;
import io.relance.pressure.Permit;
import io.relance.pressure.Pressure;
import io.relance.pressure.Refusal;
import io.relance.shared.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The messages: queued against a permit, handed over by the sender, their state known to the end. */
@Component
public class Messages {

    private final MessageHistory history;
    private final Outbox outbox;
    private final Settlement settlement;
    private final MessageDecisions decisions;
    private final Pressure pressure;
    private final List<ChannelAdapter> adapters;
    private final ApplicationEventPublisher events;

    Messages(
            MessageHistory history,
            Outbox outbox,
            Settlement settlement,
            MessageDecisions decisions,
            Pressure pressure,
            List<ChannelAdapter> adapters,
            ApplicationEventPublisher events) {
        this.history = history;
        this.outbox = outbox;
        this.settlement = settlement;
        this.decisions = decisions;
        this.pressure = pressure;
        this.adapters = adapters;
        this.events = events;
    }

    /** Whether this channel can carry messages at all. */
    public boolean canCarry(Channel channel) {
        return adapters.stream().anyMatch(adapter -> adapter.channel() == channel && adapter.configured());
    }

    /** Queues a message, or holds it until {@code permit.from()}; answers its id. */
    @Transactional
    public long enqueue(Permit permit, Draft draft, Instant now) {
        boolean held = permit.from().isAfter(now);
        Entry entry = new Entry(
                permit.id(),
                permit.address(),
                held ? MessageState.HELD : MessageState.QUEUED,
                held ? permit.heldFor() : null);
        if (held) {
            decisions.record(draft, Outcome.HELD, permit.heldFor(), MessageDecisions.until(permit.from()), now);
        }
        return history.add(draft, entry, held ? permit.from() : now, now);
    }

    /** Keeps a message that may not be sent, as skipped with the refusal's reason, and the decision; answers its id. */
    @Transactional
    public long skip(Refusal refusal, Draft draft, Instant now) {
        decisions.record(draft, Outcome.SKIPPED, refusal.reason(), refusal.detail(), now);
        return history.add(draft, new Entry(null, null, MessageState.SKIPPED, refusal.reason()), null, now);
    }

    /** Skips what a run has queued or held and not yet handed over: its journey ended or turned away. */
    @Transactional
    public void withdraw(long enrolment, String reason, String detail, Instant now) {
        for (long id : outbox.withdraw(enrolment)) {
            history.skipped(id, reason).ifPresent(withdrawn -> {
                decisions.record(withdrawn.draft(), Outcome.SKIPPED, reason, detail, now);
                pressure.release(withdrawn.permit().id());
                events.publishEvent(new MessageSettled(
                        id, withdrawn.draft().contact(), withdrawn.step(), MessageState.SKIPPED, reason));
            });
        }
    }

    /** A message. */
    public Optional<Message> find(long id) {
        return history.find(id);
    }

    /** The latest message of a run. */
    public Optional<Message> latest(long enrolment) {
        return history.latest(enrolment);
    }

    /** The messages of a run, oldest first. */
    public List<Message> of(long enrolment) {
        return history.of(enrolment);
    }

    /** The person clicked in it; the first click stays. */
    public void clicked(long id, Instant at) {
        history.clicked(id, at);
    }

    /** What the provider reports later: delivered, or failed with a reason. Ranks: a final state stays. */
    @Transactional
    public void reported(long id, MessageState state, String reason, Instant at) {
        history.reported(id, state, reason, at).ifPresent(message -> settlement.reported(message, state, reason, at));
        MessageMeters.reported(state);
    }
}
