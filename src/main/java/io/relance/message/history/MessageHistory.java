package io.relance.message.history;

import io.relance.contact.Decision;
import io.relance.message.Message;
import io.relance.message.Tray;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The history of messages: what is queued enters it, what became of it is read from it. */
@Component
public class MessageHistory {

    private final MessageTable table;
    private final OpenTimes opens;
    private final AddressTable addresses;
    private final MessageMonths months;

    MessageHistory(MessageTable table, OpenTimes opens, AddressTable addresses, MessageMonths months) {
        this.table = table;
        this.opens = opens;
        this.addresses = addresses;
        this.months = months;
    }

    /** A tray for the messages of one transaction; {@code said} takes what is decided about people meanwhile. */
    public Tray tray(Consumer<Decision> said) {
        return new MemoryTray(table, said);
    }

    /** A message as it stands. */
    public Optional<Message> find(long id) {
        return table.find(id);
    }

    /** The messages of these runs, oldest first. */
    public List<Message> of(Collection<Long> enrolments) {
        return table.of(enrolments);
    }

    /** The addresses these went to, by message. */
    public Map<Long, String> addresses(Collection<Long> ids) {
        return addresses.of(ids);
    }

    /** When messages were handed over to this address of these people, since then, that nobody has sent back. */
    public List<Instant> arrived(Collection<ContactId> people, Channel channel, String address, Instant since) {
        return addresses.arrived(people, channel, address, since);
    }

    /** The person clicked in it; the first click stays. */
    public void clicked(long id, Instant at) {
        table.clicked(id, at);
    }

    /** The person opened it; whether for the first time. */
    public boolean opened(long id, Instant at) {
        return opens.opened(id, at);
    }

    /** A machine fetched its pictures; whether for the first time. */
    public boolean prefetched(long id, Instant at) {
        return opens.prefetched(id, at);
    }

    /** Makes room for what is queued in this month and the next. */
    public void prepare(Instant now) {
        months.prepare(now);
    }
}
