package io.relance.message;

import static io.relance.message.MessageColumns.counts;
import static io.relance.message.MessageColumns.moments;
import static io.relance.message.MessageColumns.numbers;
import static io.relance.message.MessageColumns.texts;

import io.relance.message.Outcome.Sent;
import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * Keeps a new message and answers its id.
     *
     * @param due when it is to be handed over; null when it will not be
     */
    long add(Draft draft, Entry entry, Instant due, Instant now) {
        months.ensure(now);
        nudge.afterCommit();
        return jdbc.sql(ENQUEUE)
                .params(draftColumns(draft))
                .params(entryColumns(entry))
                .param("due", Moments.sql(due))
                .param("now", Moments.sql(now))
                .query(Long.class)
                .single();
    }

    /** What a new message begins with; {@code permit} and {@code address} are null for one that was refused. */
    record Entry(Long permit, String address, MessageState state, String reason) {}

    private static Map<String, Object> draftColumns(Draft draft) {
        Map<String, Object> columns = stepColumns(draft.step());
        columns.put("contact", draft.contact().value());
        columns.put("channel", draft.channel().code());
        columns.put("template", draft.template());
        columns.put("messageClass", draft.messageClass().code());
        columns.put("cart", draft.cartId());
        columns.put("order", draft.orderId());
        columns.put("product", draft.productId());
        columns.put("dropAfter", Moments.sql(draft.dropAfter()));
        return columns;
    }

    private static Map<String, Object> stepColumns(StepRef step) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("journey", step == null ? null : step.journey());
        columns.put("journeyVersion", step == null ? null : step.version());
        columns.put("enrolment", step == null ? null : step.enrolment());
        columns.put("step", step == null ? null : step.step());
        return columns;
    }

    private static Map<String, Object> entryColumns(Entry entry) {
        Map<String, Object> columns = new HashMap<>();
        columns.put("permit", entry.permit());
        columns.put("address", entry.address());
        columns.put("state", entry.state().code());
        columns.put("reason", entry.reason());
        return columns;
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

    Optional<Message> latest(long enrolment) {
        return jdbc.sql(MESSAGES + "where m.enrolment = :enrolment order by m.id desc limit 1")
                .param("enrolment", enrolment)
                .query(MessageRows::message)
                .optional();
    }

    List<Message> of(long enrolment) {
        return jdbc.sql(MESSAGES + "where m.enrolment = :enrolment order by m.id")
                .param("enrolment", enrolment)
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

    /** Writes what became of messages, all in one statement. */
    void settle(List<Settled> done, Instant now) {
        if (done.isEmpty()) {
            return;
        }
        jdbc.sql(SETTLE)
                .param("ids", numbers(done, settled -> settled.message().id()))
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
                .update();
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
