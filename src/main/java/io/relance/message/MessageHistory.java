package io.relance.message;

import static io.relance.message.MessageColumns.counts;
import static io.relance.message.MessageColumns.moments;
import static io.relance.message.MessageColumns.texts;

import io.relance.message.Messages.Withdrawal;
import io.relance.message.Outcome.Sent;
import io.relance.pressure.Permit;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes and reads the history of messages. */
@Component
class MessageHistory {

    private static final String ENQUEUE = SqlFile.read("enqueue");
    private static final String SETTLE = SqlFile.read("settle");
    private static final String MESSAGES = SqlFile.read("messages");

    private static final String UNSETTLED =
            """

            where id = :id and queued_at >= :from and queued_at < :until
              and state not in ('delivered', 'failed', 'skipped')
            returning *, 0 as attempts, null::timestamptz as first_tried_at, null::timestamptz as tried_at""";

    private final JdbcClient jdbc;
    private final MessageMonths months;
    private final Nudge nudge;

    MessageHistory(JdbcClient jdbc, MessageMonths months, Nudge nudge) {
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

    /** Sets a state the provider reported later; empty when the message has one already that stays. */
    Optional<Claimed> reported(long id, MessageState state, String reason, Instant at) {
        return change(
                id,
                """
                state = :state, reason = :reason,
                sent_at = case when :state = 'failed' then sent_at else coalesce(sent_at, :at) end""",
                Map.of("state", state.code(), "at", Moments.sql(at)),
                reason);
    }

    /** Skips a message that was taken out of the outbox. */
    Optional<Claimed> skipped(long id, String reason) {
        return change(id, "state = 'skipped', reason = :reason", Map.of(), reason);
    }

    /** Notes for what is under way that it is not to leave any more once it waits again. */
    void withdrawInHand(Collection<Withdrawal> withdrawals) {
        jdbc.sql(
                        """
                update message.message m set withdrawn = w.reason, withdrawn_detail = w.detail
                from unnest(:enrolments, :reasons, :details) as w (enrolment, reason, detail)
                where m.enrolment = any(:enrolments) and m.enrolment = w.enrolment and m.state in ('queued', 'held')""")
                .param("enrolments", MessageColumns.numbers(List.copyOf(withdrawals), Withdrawal::enrolment))
                .param("reasons", texts(List.copyOf(withdrawals), Withdrawal::reason))
                .param("details", texts(List.copyOf(withdrawals), Withdrawal::detail))
                .update();
    }

    private Optional<Claimed> change(long id, String set, Map<String, ?> values, String reason) {
        Instant second = MessageNumbers.second(id);
        return jdbc.sql("update message.message set " + set + UNSETTLED)
                .params(values)
                .param("reason", reason)
                .param("id", id)
                .param("from", Moments.sql(second))
                .param("until", Moments.sql(second.plusSeconds(1)))
                .query(MessageRows::claimed)
                .optional();
    }

    /**
     * Writes what became of messages, all in one statement; answers those that have a state already that stays, as they
     * stand.
     */
    List<Message> settle(List<Settled> done, Instant now) {
        if (done.isEmpty()) {
            return List.of();
        }
        Set<Long> written = Set.copyOf(jdbc.sql(SETTLE)
                .param("ids", MessageColumns.numbers(done, settled -> settled.message()
                        .id()))
                .param("queuedAt", moments(done, settled -> settled.message().queuedAt()))
                .param("states", texts(done, settled -> Settlement.state(settled.outcome())
                        .code()))
                .param("reasons", texts(done, settled -> Settlement.reason(settled.outcome())))
                .param("providers", texts(done, settled -> sent(settled)
                        .map(Sent::providerId)
                        .orElse(null)))
                .param("versions", counts(done, settled -> sent(settled)
                        .map(Sent::templateVersion)
                        .filter(version -> version > 0)
                        .orElse(null)))
                .param(
                        "sentAt",
                        moments(done, settled -> sent(settled).map(sent -> now).orElse(null)))
                .query(Long.class)
                .list());
        return done.stream()
                .map(settled -> settled.message().id())
                .filter(id -> !written.contains(id))
                .flatMap(id -> find(id).stream())
                .toList();
    }

    private static Optional<Sent> sent(Settled settled) {
        return settled.outcome() instanceof Sent sent ? Optional.of(sent) : Optional.empty();
    }

    void move(ContactId from, ContactId into) {
        jdbc.sql("update message.message set contact = :into where contact = :from")
                .param("into", into.value())
                .param("from", from.value())
                .update();
    }
}
