package io.relance.segment.run;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far a run is that goes over the contacts in parts. */
@Component
class RecountRows {

    private static final String LATEST = "(select max(id) from segment.run where kind = 'recount')";

    private final JdbcClient sql;

    RecountRows(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * How far it is.
     *
     * @param past the last contact that is done; 0 before the first
     */
    record Reached(ContactId past, long counted, long leftOut) {}

    Reached reached(long run) {
        return sql.sql("select past, counted, left_out from segment.run where id = :run")
                .param("run", run)
                .query((row, number) -> new Reached(
                        new ContactId(row.getLong("past")), row.getLong("counted"), row.getLong("left_out")))
                .single();
    }

    void reach(long run, ContactId past, long counted, int leftOut) {
        sql.sql("update segment.run set past = :past, counted = counted + :counted, left_out = left_out + :leftOut"
                        + " where id = :run")
                .param("run", run)
                .param("past", past.value())
                .param("counted", counted)
                .param("leftOut", leftOut)
                .update();
    }

    /** One that has not begun yet. */
    Optional<Long> waiting() {
        return sql.sql("select id from segment.run where kind = 'recount' and state = 'waiting' order by id limit 1")
                .query(Long.class)
                .optional();
    }

    boolean isOpen() {
        return sql.sql(
                        "select exists (select from segment.run where kind = 'recount' and state in ('waiting', 'running'))")
                .query(Boolean.class)
                .single();
    }

    /** When the latest failed; empty where it did not. */
    Optional<Instant> failedAt() {
        return sql.sql("select ended_at from segment.run where state = 'failed' and id = " + LATEST)
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Lets the latest go on from where it failed; answers whether it had. */
    boolean reopen(Instant failedBefore) {
        return sql.sql("update segment.run set state = 'waiting', ended_at = null, result = null"
                                + " where state = 'failed' and ended_at <= :before and id = " + LATEST)
                        .param("before", failedBefore.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** After so much was written at once; what comes next reads all of it. */
    void analyze() {
        sql.sql("analyze segment.person, segment.total, segment.day").update();
    }
}
