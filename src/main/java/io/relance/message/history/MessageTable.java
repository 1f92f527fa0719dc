package io.relance.message.history;

import io.relance.message.Draft;
import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.sql.Moments;
import io.relance.message.sql.SqlFile;
import io.relance.pressure.Permit;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code message.message}, as messages enter it and are read from it. */
@Component
class MessageTable {

    private static final String ENQUEUE = SqlFile.read("enqueue");
    private static final String MESSAGES = SqlFile.read("messages");

    private final JdbcClient jdbc;
    private final MessageMonths months;
    private final Nudge nudge;

    MessageTable(JdbcClient jdbc, MessageMonths months, Nudge nudge) {
        this.jdbc = jdbc;
        this.nudge = nudge;
        this.months = months;
    }

    /**
     * A message to be kept.
     *
     * @param permit null for one that was refused
     * @param due when it is to be handed over; null when it will not be
     */
    record Entry(
            long id, Draft draft, Permit permit, MessageState state, String reason, Instant due, Instant queuedAt) {}

    /** Numbers for messages about to be made, rising. */
    List<Long> newNumbers(int count) {
        return jdbc.sql("select nextval('message.number') from generate_series(1, ?)")
                .param(count)
                .query(Long.class)
                .list();
    }

    /** Keeps new messages, in one statement. */
    void addAll(List<Entry> entries) {
        entries.stream().map(Entry::queuedAt).distinct().forEach(months::ensure);
        nudge.afterCommit();
        jdbc.sql(ENQUEUE).params(EntryColumns.of(entries)).update();
    }

    Optional<Message> find(long id) {
        Instant second = MessageNumbers.second(id);
        return jdbc.sql(MESSAGES + "where m.id = :id and m.queued_at >= :from and m.queued_at < :until")
                .param("id", id)
                .param("from", Moments.sql(second))
                .param("until", Moments.sql(second.plusSeconds(1)))
                .query(MessageRows::message)
                .optional();
    }

    /** The messages of these runs, oldest first. */
    List<Message> of(Collection<Long> enrolments) {
        return jdbc.sql(MESSAGES + "where m.enrolment = any(:enrolments) order by m.queued_at, m.id")
                .param("enrolments", enrolments.toArray(Long[]::new))
                .query(MessageRows::message)
                .list();
    }

    List<Message> newest(ContactId contact, int limit) {
        return jdbc.sql(MESSAGES + "where m.contact = :contact order by m.queued_at desc, m.id desc limit :limit")
                .param("contact", contact.value())
                .param("limit", limit)
                .query(MessageRows::message)
                .list();
    }

    /** The first click stays. */
    void clicked(long id, Instant at) {
        Instant second = MessageNumbers.second(id);
        jdbc.sql(
                        """
                update message.message set clicked_at = :at
                where id = :id and queued_at >= :from and queued_at < :until and clicked_at is null""")
                .param("at", Moments.sql(at))
                .param("id", id)
                .param("from", Moments.sql(second))
                .param("until", Moments.sql(second.plusSeconds(1)))
                .update();
    }

    void move(ContactId from, ContactId into) {
        jdbc.sql("update message.message set contact = :into where contact = :from")
                .param("into", into.value())
                .param("from", from.value())
                .update();
    }
}
