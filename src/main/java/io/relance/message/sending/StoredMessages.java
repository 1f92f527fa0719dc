package io.relance.message.sending;

import io.relance.contact.Decision;
import io.relance.contact.Decision.Outcome;
import io.relance.message.Message;
import io.relance.message.MessageSettled;
import io.relance.message.MessageState;
import io.relance.message.Messages;
import io.relance.message.MessagesSettled;
import io.relance.message.Tray;
import io.relance.message.history.MessageHistory;
import io.relance.message.spi.ChannelAdapter;
import io.relance.pressure.MayBeSpokenTo;
import io.relance.pressure.Pressure;
import io.relance.pressure.RulesChanged;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The messages of history and outbox. */
@Component
class StoredMessages implements Messages {

    private final MessageHistory history;
    private final SettlementTable table;
    private final Outbox outbox;
    private final Settlement settlement;
    private final SettledDecisions decisions;
    private final Pressure pressure;
    private final List<ChannelAdapter> adapters;
    private final ApplicationEventPublisher events;

    StoredMessages(
            MessageHistory history,
            SettlementTable table,
            Outbox outbox,
            Settlement settlement,
            SettledDecisions decisions,
            Pressure pressure,
            List<ChannelAdapter> adapters,
            ApplicationEventPublisher events) {
        this.history = history;
        this.table = table;
        this.outbox = outbox;
        this.settlement = settlement;
        this.decisions = decisions;
        this.pressure = pressure;
        this.adapters = adapters;
        this.events = events;
    }

    @Override
    public boolean canCarry(Channel channel) {
        return adapters.stream().anyMatch(adapter -> adapter.channel() == channel && adapter.configured());
    }

    @Override
    public Tray tray(Consumer<Decision> said) {
        return history.tray(said);
    }

    /** Who waits because of a rule that holds no more does not wait on. */
    @EventListener
    void on(RulesChanged changed) {
        outbox.askHeldAgain(changed.at());
    }

    @EventListener
    void on(MayBeSpokenTo freed) {
        outbox.askHeldAgain(freed.contact(), freed.at());
    }

    @Override
    @Transactional
    public void withdraw(List<Withdrawal> withdrawals, Instant now) {
        Map<Long, Withdrawal> byRun = new HashMap<>();
        withdrawals.forEach(each -> byRun.putIfAbsent(each.enrolment(), each));
        List<MessageSettled> settled = new ArrayList<>();
        outbox.withdraw(byRun.keySet()).forEach((id, enrolment) -> withdraw(id, byRun.get(enrolment), now)
                .ifPresent(settled::add));
        table.withdrawInHand(byRun.values());
        if (!settled.isEmpty()) {
            events.publishEvent(new MessagesSettled(settled));
        }
    }

    private Optional<MessageSettled> withdraw(long id, Withdrawal why, Instant now) {
        return table.skipped(id, why.reason()).map(withdrawn -> {
            decisions.record(
                    withdrawn.draft(), Outcome.SKIPPED, SettledDecisions.withdrawn(why.reason(), why.detail()), now);
            pressure.release(withdrawn.permit().id());
            return new MessageSettled(
                    id, withdrawn.draft().contact(), withdrawn.step(), MessageState.SKIPPED, why.reason());
        });
    }

    @Override
    public Optional<Message> find(long id) {
        return history.find(id);
    }

    @Override
    public Optional<Message> latest(long enrolment) {
        return Optional.ofNullable(latest(List.of(enrolment)).get(enrolment));
    }

    @Override
    public Map<Long, Message> latest(Collection<Long> enrolments) {
        Map<Long, Message> latest = new HashMap<>();
        history.of(enrolments).forEach(message -> latest.put(message.step().enrolment(), message));
        return latest;
    }

    @Override
    public List<Message> of(long enrolment) {
        return history.of(List.of(enrolment));
    }

    @Override
    public Map<Long, String> addresses(Collection<Long> ids) {
        return history.addresses(ids);
    }

    @Override
    public List<Instant> arrived(Collection<ContactId> people, Channel channel, String address, Instant since) {
        return history.arrived(people, channel, address, since);
    }

    @Override
    public void clicked(long id, Instant at) {
        history.clicked(id, at);
    }

    @Override
    public boolean opened(long id, Instant at) {
        return history.opened(id, at);
    }

    @Override
    public boolean prefetched(long id, Instant at) {
        return history.prefetched(id, at);
    }

    @Override
    @Transactional
    public void reported(long id, MessageState state, String reason, Instant at) {
        table.reported(id, state, reason, at).ifPresent(message -> settlement.reported(message, state, reason, at));
        MessageMeters.reported(state);
    }
}
