package io.relance.message.sending;

import io.relance.contact.PersonalData;
import io.relance.contact.Subject;
import io.relance.message.spi.KeptByChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was, or was to be, sent to people. */
@Component
@Order(20)
class MessageData implements PersonalData {

    private static final String MESSAGES = "messages";

    /** What messages went to; the person may have had another address then. */
    private static final String ADDRESSES = "addresses";

    private final JdbcClient jdbc;
    private final InHand inHand;
    private final List<KeptByChannel> channels;

    MessageData(JdbcClient jdbc, InHand inHand, List<KeptByChannel> channels) {
        this.jdbc = jdbc;
        this.inHand = inHand;
        this.channels = List.copyOf(channels);
    }

    @Override
    public Subject trace(Subject subject) {
        Long[] contacts = subject.numbers(Subject.CONTACTS).toArray(Long[]::new);
        List<Long> messages = jdbc.sql("select id from message.message where contact = any(?) order by id")
                .param(contacts)
                .query(Long.class)
                .list();
        List<String> addresses = jdbc.sql("select distinct address from message.message"
                        + " where contact = any(?) and address is not null order by address")
                .param(contacts)
                .query(String.class)
                .list();
        return subject.withNumbers(MESSAGES, messages).with(ADDRESSES, addresses);
    }

    /** What is in hand may be leaving at this moment; what has not begun to leave does not. */
    @Override
    public void letGo(Subject subject, Instant now) {
        inHand.takeOut(subject.numbers(MESSAGES));
    }

    @Override
    public List<Held> tables() {
        List<Held> tables = new ArrayList<>();
        channels.stream()
                .flatMap(channel -> channel.tables().stream())
                .forEach(table -> tables.add(
                        new Held(table.name(), "t." + table.message() + " = any(:messages)", table.order())));
        channels.stream()
                .flatMap(channel -> channel.directories().stream())
                .forEach(table -> tables.add(new Held(table.name(), ofTheirs(table.address()), table.order())));
        tables.add(new Held("message.short_link", "t.message = any(:messages)", "made_at, code"));
        tables.add(Held.untold("message.outbox", "t.id = any(:messages)"));
        tables.add(new Held("message.message", "t.contact = any(:contacts)", "queued_at, id"));
        return tables;
    }

    private static String ofTheirs(String column) {
        return "t.%1$s = any(:emails) or t.%1$s = any(:phones) or t.%1$s = any(:addresses)".formatted(column);
    }
}
