package io.relance.message.sending;

import static io.relance.message.sql.Columns.counts;
import static io.relance.message.sql.Columns.moments;
import static io.relance.message.sql.Columns.texts;

import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.Messages.Withdrawal;
import io.relance.message.history.MessageHistory;
import io.relance.message.history.MessageNumbers;
import io.relance.message.sending.Outcome.Sent;
import io.relance.message.sql.Columns;
import io.relance.message.sql.Moments;
import io.relance.message.sql.SqlFile;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code message.message}, as what became of messages is written into it. */
@Component
class SettlementTable {

    private static final String SETTLE = SqlFile.read("settle");
    private static final String UNSETTLED =
            """

            where id = :id and queued_at >= :from and queued_at < :until
              and state not in ('delivered', 'failed', 'skipped')
            returning *, 0 as attempts, null::timestamptz as first_tried_at, null::timestamptz as tried_at""";

    private final JdbcClient jdbc;
    private final MessageHistory history;

    SettlementTable(JdbcClient jdbc, MessageHistory history) {
        this.jdbc = jdbc;
        this.history = history;
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
                .param("enrolments", Columns.numbers(withdrawals, Withdrawal::enrolment))
                .param("reasons", texts(withdrawals, Withdrawal::reason))
                .param("details", texts(withdrawals, Withdrawal::detail))
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
                .query(ClaimedRows::claimed)
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
                .param("ids", Columns.numbers(done, settled -> settled.message().id()))
                .param("queuedAt", moments(done, settled -> settled.message().queuedAt()))
                .param("states", texts(done, settled -> Settlement.state(settled.outcome())
                        .code()))
                .param("reasons", texts(done, settled -> Settlement.reason(settled.outcome())))
                .param("providers", texts(done, settled -> sent(settled)
                        .map(Sent::providerId)
                        .orElse(null)))
                .param("versions", counts(done, settled -> known(settled, Sent::templateVersion)))
                .param("segments", counts(done, settled -> known(settled, Sent::segments)))
                .param(
                        "sentAt",
                        moments(done, settled -> sent(settled).map(sent -> now).orElse(null)))
                .query(Long.class)
                .list());
        return done.stream()
                .map(settled -> settled.message().id())
                .filter(id -> !written.contains(id))
                .flatMap(id -> history.find(id).stream())
                .toList();
    }

    private static Integer known(Settled settled, Function<Sent, Integer> number) {
        return sent(settled).map(number).filter(count -> count > 0).orElse(null);
    }

    private static Optional<Sent> sent(Settled settled) {
        return settled.outcome() instanceof Sent sent ? Optional.of(sent) : Optional.empty();
    }
}
