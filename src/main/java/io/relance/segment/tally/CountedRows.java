package io.relance.segment.tally;

import io.relance.segment.tally.Counted.Thing;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The table of what is counted. */
@Component
class CountedRows {

    private final JdbcClient sql;
    private final TransactionTemplate apart;

    CountedRows(JdbcClient sql, PlatformTransactionManager transactions) {
        this.sql = sql;
        apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** One name, as it is kept. */
    record Entry(Thing thing, int id, BigDecimal points) {}

    /**
     * As far as there is room for so many. Apart: a name that somebody remembers must not go with a batch that is taken
     * back.
     */
    void add(List<Thing> fresh, Function<Thing, BigDecimal> points, int room) {
        apart.executeWithoutResult(status -> sql.sql(
                        """
                        insert into segment.counted (kind, name, points)
                        select * from unnest(:kinds, :names, :points) as fresh (kind, name, points)
                        order by 1, 2
                        limit greatest(0, :room - (select count(*) from segment.counted)) on conflict do nothing""")
                .param("room", room)
                .param("kinds", column(fresh, thing -> thing.kind().code()))
                .param("names", column(fresh, Thing::name))
                .param("points", fresh.stream().map(points).toArray(BigDecimal[]::new))
                .update());
    }

    List<Entry> read(Collection<Thing> things) {
        return sql.sql("select id, kind, name, points from segment.counted where (kind, name) in"
                        + " (select * from unnest(:kinds, :names))")
                .param("kinds", column(things, thing -> thing.kind().code()))
                .param("names", column(things, Thing::name))
                .query(CountedRows::entry)
                .list();
    }

    List<Entry> read(int id) {
        return sql.sql("select id, kind, name, points from segment.counted where id = :id")
                .param("id", id)
                .query(CountedRows::entry)
                .list();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                new Thing(Kind.of(row.getString("kind")), row.getString("name")),
                row.getInt("id"),
                row.getBigDecimal("points"));
    }

    /** Writes anew what each activity is worth. */
    void revalue(Function<String, BigDecimal> points) {
        Map<Integer, BigDecimal> changed = new HashMap<>();
        sql.sql("select id, name, points from segment.counted where kind = 'activity'")
                .query(row -> {
                    BigDecimal now = points.apply(row.getString("name"));
                    if (now.compareTo(row.getBigDecimal("points")) != 0) {
                        changed.put(row.getInt("id"), now);
                    }
                });
        changed.forEach((id, now) -> sql.sql("update segment.counted set points = :points where id = :id")
                .param("points", now)
                .param("id", id)
                .update());
    }

    private static String[] column(Collection<Thing> things, Function<Thing, String> value) {
        return things.stream().map(value).toArray(String[]::new);
    }
}
