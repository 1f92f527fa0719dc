package io.relance.journey.run;

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
public class WaitingSends {

    /** A token on a send step, and the execution that holds it. */
    public record Token(long message, long enrolment, String step, String execution) {}

    /** A token whose message is settled. */
    public record Settled(long message, long enrolment, String step, String execution, String state, int attempts) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    WaitingSends(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps tokens, in one statement. */
    public void add(List<Token> tokens) {
        jdbc.sql(
                        """
                        insert into journey.waiting_send (message_id, enrolment, step, execution_id)
                        select * from unnest(:messages, :enrolments, :steps, :executions)""")
                .param("messages", tokens.stream().map(Token::message).toArray(Long[]::new))
                .param("enrolments", tokens.stream().map(Token::enrolment).toArray(Long[]::new))
                .param("steps", tokens.stream().map(Token::step).toArray(String[]::new))
                .param("executions", tokens.stream().map(Token::execution).toArray(String[]::new))
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
    public Optional<Instant> nextDue() {
        return jdbc.sql("select next_at from journey.waiting_send where next_at is not null order by next_at limit 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Settled ones that are due, locked, so that nobody else takes them in this transaction. */
    public List<Settled> take(Instant now, int limit) {
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

    /** The token moves on. */
    public void remove(Settled settled) {
        jdbc.sql("delete from journey.waiting_send where message_id = ?")
                .param(settled.message())
                .update();
    }

    /** Whether the run waits for another message on that step. */
    public boolean waits(long enrolment, String step) {
        return jdbc.sql("select exists (select from journey.waiting_send where enrolment = ? and step = ?)")
                .params(enrolment, step)
                .query(Boolean.class)
                .single();
    }

    /** The token could not move on and is tried again then. */
    public void putOff(Settled settled, Instant next) {
        jdbc.sql("update journey.waiting_send set attempts = attempts + 1, next_at = ? where message_id = ?")
                .params(time(next), settled.message())
                .update();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
