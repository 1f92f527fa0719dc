package io.relance.segment.tally;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one row about what the counts rest on. */
@Component
class CountedWithRows {

    private final JdbcClient sql;

    CountedWithRows(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * How it stands.
     *
     * @param unseen the last contact of before anything was counted; null: everybody's past is counted
     */
    record State(boolean owed, Long unseen) {

        static final State SETTLED = new State(false, null);
    }

    void lock() {
        sql.sql("select singleton from segment.counted_with for update").query().listOfRows();
    }

    State read() {
        return sql.sql("select owed, unseen from segment.counted_with")
                .query((row, number) -> new State(row.getBoolean("owed"), row.getObject("unseen", Long.class)))
                .single();
    }

    /** Whether it is another than before; the first that is told of owes nothing. */
    boolean note(double halfLife) {
        return sql.sql("update segment.counted_with set owed = owed or half_life is not null, half_life = :halfLife"
                                + " where half_life is distinct from :halfLife")
                        .param("halfLife", halfLife)
                        .update()
                > 0;
    }

    /** Unless another half-life was told of meanwhile: then it is still owed. */
    void settle(double halfLife, Instant now) {
        sql.sql("update segment.counted_with set owed = half_life is distinct from :halfLife, unseen = null,"
                        + " recounted_at = :now")
                .param("halfLife", halfLife)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
