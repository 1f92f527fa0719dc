package io.relance.work;

import io.relance.shared.Retirement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes old rows out of tables: whole months first, what is left in small transactions. */
@Component
class OldRows {

    private static final Logger log = LoggerFactory.getLogger(OldRows.class);
    private static final int TOGETHER = 5_000;

    private final JdbcClient db;
    private final TransactionTemplate transaction;

    OldRows(JdbcClient db, TransactionTemplate transaction) {
        this.db = db;
        this.transaction = transaction;
    }

    /** Retires what is older than the table keeps. */
    void retire(Retirement.Table table, Instant now) {
        OffsetDateTime before = now.atOffset(ZoneOffset.UTC).minus(table.kept());
        transaction.executeWithoutResult(status -> tell(table, before));
        int months = transaction.execute(status -> dropMonths(table, before));
        long rows = 0;
        for (String part : parts(table)) {
            rows += delete(part, table.age(), before);
        }
        if (months > 0 || rows > 0) {
            log.info("retired {} months and {} rows of {} from before {}", months, rows, table.name(), before);
        }
    }

    /** Apart and first: whoever counts on what is there must know before it goes. */
    private void tell(Retirement.Table table, OffsetDateTime before) {
        db.sql("insert into shared.retired as known (name, up_to) values (:table, :before)"
                        + " on conflict (name) do update set up_to = excluded.up_to where known.up_to < excluded.up_to")
                .param("table", table.name())
                .param("before", before)
                .update();
    }

    /** Everybody else waits behind who waits for the table; so this soon gives up and comes back later. */
    private int dropMonths(Retirement.Table table, OffsetDateTime before) {
        db.sql("set local lock_timeout = '2s'").update();
        return db.sql("select shared.drop_months(:table::regclass, :before)")
                .param("table", table.name())
                .param("before", before)
                .query(Integer.class)
                .single();
    }

    private Iterable<String> parts(Retirement.Table table) {
        return db.sql("select part::text from shared.without_months(:table::regclass) part")
                .param("table", table.name())
                .query(String.class)
                .list();
    }

    private long delete(String part, String age, OffsetDateTime before) {
        long rows = 0;
        int deleted;
        do {
            deleted = db.sql("select shared.delete_old(:part::regclass, :age, :before, :most)")
                    .param("part", part)
                    .param("age", age)
                    .param("before", before)
                    .param("most", TOGETHER)
                    .query(Integer.class)
                    .single();
            rows += deleted;
        } while (deleted == TOGETHER);
        return rows;
    }
}
