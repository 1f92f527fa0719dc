package io.relance.journey.step;

import io.relance.message.MessageSettled;
import io.relance.message.MessageState;
import io.relance.message.MessagesSettled;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code journey.waiting_send}: tokens that stay on a send step until their message is settled. */
@Component
class WaitingSends {

    record Settled(long message, long enrolment, String step, String execution, String state, int attempts) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    WaitingSends(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(long message, long enrolment, String step, String execution) {
        jdbc.sql("insert into journey.waiting_send (message_id, enrolment, step, execution_id) values (?, ?, ?, ?)")
                .params(message, enrolment, step, execution)
                .update();
    }

    /** Only notes it: the sender's batch must not fail because a journey cannot go on. */
    @EventListener
    void on(MessagesSettled batch) {
        List<MessageSettled> settled = batch.messages().stream()
                .filter(message -> message.step() != null && message.state() != MessageState.DELIVERED)
                .toList();
        jdbc.sql(
                        """
                        update journey.waiting_send w set state = s.state, next_at = :at
                        from unnest(:ids, :states) as s (id, state) where w.message_id = s.id""")
                .param("at", time(clock.instant()))
                .param("ids", settled.stream().map(MessageSettled::id).toArray(Long[]::new))
                .param(
                        "states",
                        settled.stream().map(each -> each.state().code()).toArray(String[]::new))
                .update();
    }

    /** The earliest moment a token may move on. */
    Optional<Instant> nextDue() {
        return jdbc.sql("select next_at from journey.waiting_send where next_at is not null order by next_at limit 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Settled ones that are due, locked, so that nobody else takes them in this transaction. */
    List<Settled> take(Instant now, int limit) {
        return jdbc.sql(
                        """
                        select message_id, enrolment, step, execution_id, state, attempts from journey.waiting_send
                        where next_at <= ? order by next_at, message_id limit ? for update skip locked""")
                .params(time(now), limit)
                .query((row, i) -> new Settled(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getInt(6)))
                .list();
    }

    void remove(Settled settled) {
        jdbc.sql("delete from journey.waiting_send where message_id = ?")
                .param(settled.message())
                .update();
    }

    /** Whether the run waits for another message on that step. */
    boolean waits(long enrolment, String step) {
        return jdbc.sql("select exists (select from journey.waiting_send where enrolment = ? and step = ?)")
                .params(enrolment, step)
                .query(Boolean.class)
                .single();
    }

    void putOff(Settled settled, Instant next) {
        jdbc.sql("update journey.waiting_send set attempts = attempts + 1, next_at = ? where message_id = ?")
                .params(time(next), settled.message())
                .update();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
