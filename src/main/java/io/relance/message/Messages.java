package io.relance.message;

import io.relance.contact.Decision;
import io.relance.contact.Decision.Outcome;
import io.relance.message.spi.ChannelAdapter;
import io.relance.pressure.Pressure;
import io.relance.shared.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

    /**
     * A tray for the messages of one transaction.
     *
     * @param said takes what is decided about people meanwhile; the caller records it
     */
    public Tray tray(Consumer<Decision> said) {
        return new Tray(history, said);
    }

    /** What is to be taken back of a run, and why. */
    public record Withdrawal(long enrolment, String reason, String detail) {}

    /**
     * Skips what runs have queued or held: their journeys ended or turned away. What a node has in hand may be leaving at
     * this moment; where it does not leave, it is skipped as well.
     */
    @Transactional
    public void withdraw(List<Withdrawal> withdrawals, Instant now) {
        Map<Long, Withdrawal> byRun = new HashMap<>();
        withdrawals.forEach(each -> byRun.putIfAbsent(each.enrolment(), each));
        List<MessageSettled> settled = new ArrayList<>();
        outbox.withdraw(byRun.keySet()).forEach((id, enrolment) -> withdraw(id, byRun.get(enrolment), now)
                .ifPresent(settled::add));
        history.withdrawInHand(byRun.values());
        if (!settled.isEmpty()) {
            events.publishEvent(new MessagesSettled(settled));
        }
    }

    private Optional<MessageSettled> withdraw(long id, Withdrawal why, Instant now) {
        return history.skipped(id, why.reason()).map(withdrawn -> {
            decisions.record(withdrawn.draft(), Outcome.SKIPPED, why.reason(), why.detail(), now);
            pressure.release(withdrawn.permit().id());
            return new MessageSettled(
                    id, withdrawn.draft().contact(), withdrawn.step(), MessageState.SKIPPED, why.reason());
        });
    }

    /** A message. */
    public Optional<Message> find(long id) {
        return history.find(id);
    }

    /** The latest message of a run. */
    public Optional<Message> latest(long enrolment) {
        return Optional.ofNullable(latest(List.of(enrolment)).get(enrolment));
    }

    /** The same for many runs, in one read; a run without a message is missing. */
    public Map<Long, Message> latest(Collection<Long> enrolments) {
        Map<Long, Message> latest = new HashMap<>();
        history.of(enrolments).forEach(message -> latest.put(message.step().enrolment(), message));
        return latest;
    }

    /** The messages of a run, oldest first. */
    public List<Message> of(long enrolment) {
        return history.of(List.of(enrolment));
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
