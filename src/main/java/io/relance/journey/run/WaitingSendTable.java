package io.relance.journey.run;

import io.relance.journey.run.WaitingSends.Settled;
import io.relance.journey.run.WaitingSends.Token;
import io.relance.message.MessageSettled;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code journey.waiting_send}. */
@Component
class WaitingSendTable {

    private final JdbcClient jdbc;

    WaitingSendTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(List<Token> tokens) {
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

    void settled(List<MessageSettled> settled, Instant now) {
        jdbc.sql(
                        """
                        update journey.waiting_send w set state = s.state, next_at = :at
                        from unnest(:ids, :states) as s (id, state) where w.message_id = s.id""")
                .param("at", time(now))
                .param("ids", settled.stream().map(MessageSettled::id).toArray(Long[]::new))
                .param(
                        "states",
                        settled.stream().map(each -> each.state().code()).toArray(String[]::new))
                .update();
    }

    Optional<Instant> nextDue() {
        return jdbc.sql("select next_at from journey.waiting_send where next_at is not null order by next_at limit 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    List<Settled> take(Instant now, int limit) {
        return jdbc.sql(
                        """
                        select w.message_id, w.enrolment, e.contact_id, p.id_, w.step, w.execution_id, w.state, w.attempts
                        from journey.waiting_send w join journey.enrolment e on e.id = w.enrolment
                        left join act_ru_execution p on p.business_key_ = w.enrolment::text
                        where w.next_at <= ? order by w.next_at, w.message_id limit ? for update of w skip locked""")
                .params(time(now), limit)
                .query((row, i) -> new Settled(
                        row.getLong(1),
                        row.getLong(2),
                        new ContactId(row.getLong(3)),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getInt(8)))
                .list();
    }

    void remove(List<Settled> settled) {
        jdbc.sql("delete from journey.waiting_send where message_id = any(?)")
                .param(settled.stream().map(Settled::message).toArray(Long[]::new))
                .update();
    }

    boolean waitsForAnother(Settled settled) {
        return jdbc.sql(
                        """
                        select exists (select from journey.waiting_send
                          where enrolment = ? and step = ? and message_id <> ?)""")
                .params(settled.enrolment(), settled.step(), settled.message())
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
