package io.relance.segment.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The table of runs. */
@Component
class RunRows {

    private static final String ALL =
            "select id, kind, version, asked_at, asked_by, state, started_at, ended_at, stage,"
                    + " done, of, telling, result::text as result from segment.run ";

    private static final String LATEST_SWITCHES =
            "select distinct on (v.decision) r.id, r.state, r.ended_at from segment.run r"
                    + " join segment.table_version v on v.id = r.version where r.kind = 'switch'"
                    + " order by v.decision, r.id desc";

    private final JdbcClient sql;
    private final TransactionTemplate apart;

    RunRows(JdbcClient sql, PlatformTransactionManager transactions) {
        this.sql = sql;
        apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    long ask(Run.Kind kind, Long version, boolean telling, String by, Instant now) {
        return sql.sql(
                        """
                        insert into segment.run (kind, version, asked_at, asked_by, state, telling)
                        values (:kind, :version, :now, :by, 'waiting', :telling) returning id""")
                .param("kind", kind.code())
                .param("version", version)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("telling", telling)
                .query(Long.class)
                .single();
    }

    Optional<Run> find(long id) {
        return sql.sql(ALL + "where id = :id")
                .param("id", id)
                .query(RunRows::run)
                .optional();
    }

    List<Run> latest(int most) {
        return sql.sql(ALL + "order by id desc limit :most")
                .param("most", most)
                .query(RunRows::run)
                .list();
    }

    /** The oldest that is not done; one that a node left behind in the middle, too. */
    Optional<Run> next() {
        return sql.sql(ALL + "where state in ('waiting', 'running') order by id limit 1")
                .query(RunRows::run)
                .optional();
    }

    /**
     * A version of a table that nobody has counted yet, without a run that is to.
     *
     * @param failedAt when a run last tried to; null where none did
     */
    record Uncounted(long version, Instant failedAt) {

        Instant due(Duration tryAgain) {
            return failedAt == null ? Instant.EPOCH : failedAt.plus(tryAgain);
        }
    }

    List<Uncounted> uncounted() {
        return sql.sql(
                        """
                        select id, (select max(ended_at) from segment.run r where r.version = v.id) as failed_at
                        from segment.table_version v
                        where state = 'new' and not exists (
                          select from segment.run r where r.version = v.id and r.state in ('waiting', 'running'))
                        order by id""")
                .query((row, number) -> new Uncounted(row.getLong("id"), moment(row, "failed_at")))
                .list();
    }

    /** When the version that was to be switched on last could not be; of each table, its latest. */
    Optional<Instant> switchFailedAt() {
        return sql.sql("select min(ended_at) from (" + LATEST_SWITCHES
                        + ") r where state = 'failed' having count(*) > 0")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Lets these be tried again. */
    void switchAgain(Instant failedBefore) {
        sql.sql("update segment.run set state = 'waiting', ended_at = null, result = null where id in (select id from ("
                        + LATEST_SWITCHES + ") r where state = 'failed' and ended_at <= :before)")
                .param("before", failedBefore.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Rankings come by the thousand: those before this one are of no interest once it is done. */
    void forgetRankings(long before) {
        sql.sql("delete from segment.run where kind = 'ranking' and id < :before and state in ('done', 'failed')")
                .param("before", before)
                .update();
    }

    void start(long id, Instant now) {
        sql.sql("update segment.run set state = 'running', started_at = :now, done = 0, of = 0 where id = :id")
                .param("id", id)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Apart from whatever the caller is amid, so that others see it now. */
    void progress(long id, String stage, long done, long of) {
        apart.executeWithoutResult(status -> write(id, stage, done, of));
    }

    private void write(long id, String stage, long done, long of) {
        sql.sql("update segment.run set stage = :stage, done = :done, of = :of where id = :id")
                .param("id", id)
                .param("stage", stage)
                .param("done", done)
                .param("of", of)
                .update();
    }

    void end(long id, boolean well, String result, Instant now) {
        sql.sql("update segment.run set state = :state, ended_at = :now, result = :result::jsonb where id = :id")
                .param("id", id)
                .param("state", well ? "done" : "failed")
                .param("result", result)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getLong("id"),
                Run.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getObject("version", Long.class),
                moment(row, "asked_at"),
                row.getString("asked_by"),
                row.getString("state"),
                moment(row, "started_at"),
                moment(row, "ended_at"),
                row.getString("stage"),
                row.getLong("done"),
                row.getLong("of"),
                row.getBoolean("telling"),
                row.getString("result"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
