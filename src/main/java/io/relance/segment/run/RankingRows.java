package io.relance.segment.run;

import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one row about when everybody was ranked and is to be ranked again. */
@Component
class RankingRows {

    private static final String FAILED = "(select case state when 'failed' then ended_at end from segment.run"
            + " where kind = '%s' order by id desc limit 1)";

    private final JdbcClient sql;

    RankingRows(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * How it stands; each moment may be null.
     *
     * @param anybody whether there is anybody to rank
     * @param people about how many they are, as of the last time PostgreSQL counted
     * @param moving whether tables that are on have not moved everybody yet
     * @param ordered the first order since a ranking began
     * @param night the last night that is done
     * @param rankingFailed when the last ranking failed, unless one was done since
     * @param nightFailed when the last night did
     */
    record State(
            boolean anybody,
            long people,
            boolean moving,
            Instant ordered,
            Instant night,
            Instant rankingFailed,
            Instant nightFailed) {}

    State read() {
        return sql.sql("select exists (select from segment.person) as anybody,"
                        + " (select greatest(reltuples, 0)::bigint from pg_class"
                        + " where oid = 'segment.person'::regclass) as people,"
                        + " (select past < upto from segment.moving) as moving, ordered_at, night_at, "
                        + FAILED.formatted("ranking") + " as ranking_failed, "
                        + FAILED.formatted("night") + " as night_failed from segment.ranking")
                .query(RankingRows::state)
                .single();
    }

    private static State state(ResultSet row, int number) throws SQLException {
        return new State(
                row.getBoolean("anybody"),
                row.getLong("people"),
                row.getBoolean("moving"),
                moment(row, "ordered_at"),
                moment(row, "night_at"),
                moment(row, "ranking_failed"),
                moment(row, "night_failed"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /** Where it is noted already nothing is written, and nobody waited for. */
    void ordered(Instant now) {
        sql.sql("update segment.ranking set ordered_at = :now where ordered_at is null")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void begun() {
        sql.sql("update segment.ranking set ordered_at = null where ordered_at is not null")
                .update();
    }

    void nightDone(Instant at) {
        sql.sql("update segment.ranking set night_at = greatest(night_at, :at)")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether this contact had orders when everybody was ranked. */
    boolean isRanked(ContactId contact) {
        return sql.sql("select exists (select from segment.person where contact = :contact and r is not null)")
                .param("contact", contact.value())
                .query(Boolean.class)
                .single();
    }
}
