package io.relance.journey;

import io.relance.contact.Activity;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code journey.pending}. */
@Component
class PendingTable {

    record Row(
            long id,
            Long enrolment,
            String definition,
            ContactId contact,
            String activity,
            int attempts,
            String incident) {}

    private final JdbcClient jdbc;

    PendingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(
            Long enrolment,
            String execution,
            String definition,
            Activity about,
            String activity,
            Instant next,
            String reason,
            String incident) {
        jdbc.sql(
                        """
                        insert into journey.pending
                          (cause, enrolment, execution_id, definition, contact_id, activity, attempts, next_at, reason, incident)
                        values (?, ?, ?, ?, ?, ?::jsonb, 1, ?, ?, ?)""")
                .params(enrolment == null ? "entry" : "wake", enrolment, execution, definition)
                .params(about.contact().value(), activity, next.atOffset(ZoneOffset.UTC), reason, incident)
                .update();
    }

    Optional<Instant> nextDue() {
        return jdbc.sql("select min(next_at) from journey.pending")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    List<Row> due(Instant now) {
        return jdbc.sql(
                        """
                        select id, enrolment, definition, contact_id, activity::text, attempts, incident
                        from journey.pending where next_at <= ? order by id limit 100""")
                .param(now.atOffset(ZoneOffset.UTC))
                .query((row, i) -> new Row(
                        row.getLong(1),
                        row.getObject(2, Long.class),
                        row.getString(3),
                        new ContactId(row.getLong(4)),
                        row.getString(5),
                        row.getInt(6),
                        row.getString(7)))
                .list();
    }

    /** False when another node took it first. */
    boolean remove(long id) {
        return jdbc.sql("delete from journey.pending where id = ?").param(id).update() == 1;
    }

    void move(ContactId from, ContactId into) {
        jdbc.sql("update journey.pending set contact_id = ? where contact_id = ?")
                .params(into.value(), from.value())
                .update();
    }

    /** Later, without counting as an attempt. */
    void putOff(long id, Instant next) {
        jdbc.sql("update journey.pending set next_at = ? where id = ?")
                .params(next.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    void postpone(long id, Instant next, String reason) {
        jdbc.sql("update journey.pending set attempts = attempts + 1, next_at = ?, reason = ? where id = ?")
                .params(next.atOffset(ZoneOffset.UTC), reason, id)
                .update();
    }
}
