package io.relance.work;

import io.relance.shared.Retirement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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

    private static final String RIPE =
            """
            with asked as (
              select * from unnest(:tables::text[], :ages::text[], :befores::timestamptz[]) asked (name, age, before))
            select name from asked where shared.has_old_month(name::regclass, before)
            union
            select name from unnest(:wholes::text[], :parts::text[]) lies (name, part) join asked using (name)
            where shared.has_old_row(part::regclass, age, before)
            """;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    /** The tables that a table's rows lie in, its months aside; only migrations make other ones. */
    private final Map<String, List<String>> parts = new ConcurrentHashMap<>();

    OldRows(JdbcClient db, TransactionTemplate transaction) {
        this.db = db;
        this.transaction = transaction;
    }

    /** Those of the tables that have anything to retire, found in one look. */
    List<Retirement.Table> ripe(List<Retirement.Table> tables, Instant now) {
        Set<String> ripe = Set.copyOf(transaction.execute(status -> {
            waitShortly();
            return db.sql(RIPE)
                    .param("tables", each(tables, Retirement.Table::name))
                    .param("ages", each(tables, Retirement.Table::age))
                    .param("befores", each(tables, table -> before(table, now).toString()))
                    .param("wholes", wholes(tables))
                    .param(
                            "parts",
                            tables.stream()
                                    .flatMap(table -> parts(table).stream())
                                    .toArray(String[]::new))
                    .query(String.class)
                    .list();
        }));
        return tables.stream().filter(table -> ripe.contains(table.name())).toList();
    }

    private static String[] each(List<Retirement.Table> tables, Function<Retirement.Table, String> what) {
        return tables.stream().map(what).toArray(String[]::new);
    }

    /** For each part the table it belongs to. */
    private String[] wholes(List<Retirement.Table> tables) {
        return tables.stream()
                .flatMap(table -> Collections.nCopies(parts(table).size(), table.name()).stream())
                .toArray(String[]::new);
    }

    /** Retires what is older than the table keeps. */
    void retire(Retirement.Table table, Instant now) {
        OffsetDateTime before = before(table, now);
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

    private static OffsetDateTime before(Retirement.Table table, Instant now) {
        return now.atOffset(ZoneOffset.UTC).minus(table.kept());
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
    private void waitShortly() {
        db.sql("set local lock_timeout = '2s'").update();
    }

    private int dropMonths(Retirement.Table table, OffsetDateTime before) {
        waitShortly();
        return db.sql("select shared.drop_months(:table::regclass, :before)")
                .param("table", table.name())
                .param("before", before)
                .query(Integer.class)
                .single();
    }

    private List<String> parts(Retirement.Table table) {
        return parts.computeIfAbsent(
                table.name(), name -> db.sql("select part::text from shared.without_months(:table::regclass) part")
                        .param("table", name)
                        .query(String.class)
                        .list());
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
