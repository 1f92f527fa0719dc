package io.relance.tracking;

import io.relance.tracking.Bursts.HeldClick;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code tracking.click}: clicks until they are judged, and a little longer. */
@Component
class HeldClicks {

    /** Of one message at a time; a mail has a dozen links. */
    private static final int MOST = 60;

    private final JdbcClient jdbc;

    HeldClicks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Holds a click until {@code due}, and knows of it until {@code forget}. Of more in one message than people make in
     * a few seconds nothing more is learnt: they are let go.
     */
    void hold(long message, String url, Instant at, boolean machine, Instant due, Instant forget) {
        jdbc.sql("insert into tracking.click (message, url, at, machine, due_at, forget_at)"
                        + " select :message, :url, :at, :machine, :due, :forget"
                        + " where (select count(*) from tracking.click where message = :message) < :most")
                .param("message", message)
                .param("url", url)
                .param("at", utc(at))
                .param("machine", machine)
                .param("due", utc(due))
                .param("forget", utc(forget))
                .param("most", MOST)
                .update();
    }

    /** When the next one is to be judged. */
    Optional<Instant> nextDue() {
        return jdbc.sql("select due_at from tracking.click where due_at is not null order by due_at limit 1")
                .query((row, number) -> moment(row, "due_at"))
                .optional();
    }

    /** Takes clicks that are due, oldest first; they are judged once the transaction commits. */
    List<HeldClick> take(Instant now, int most) {
        return jdbc.sql(
                        """
                with due as (
                  select id from tracking.click where due_at <= :now order by due_at, id limit :most
                  for update skip locked
                )
                update tracking.click c set due_at = null from due where c.id = due.id
                returning c.id, c.message, c.url, c.at, c.machine""")
                .param("now", utc(now))
                .param("most", most)
                .query(HeldClicks::click)
                .list();
    }

    /** All that is known of clicks in these messages, judged or not. */
    List<HeldClick> in(Collection<Long> messages) {
        return jdbc.sql("select id, message, url, at, machine from tracking.click where message = any(:messages)")
                .param("messages", messages.toArray(Long[]::new))
                .query(HeldClicks::click)
                .list();
    }

    /** Tries one again later. */
    void putOff(long id, Instant until) {
        jdbc.sql("update tracking.click set due_at = ?, forget_at = ? where id = ?")
                .params(utc(until), utc(until), id)
                .update();
    }

    /** Forgets those that were judged, once no other can be judged with them. */
    void forget(Instant now) {
        jdbc.sql("delete from tracking.click where forget_at <= ? and due_at is null")
                .param(utc(now))
                .update();
    }

    private static HeldClick click(ResultSet row, int number) throws SQLException {
        return new HeldClick(
                row.getLong("id"),
                row.getLong("message"),
                row.getString("url"),
                moment(row, "at"),
                row.getBoolean("machine"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
