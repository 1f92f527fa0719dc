package io.relance.segment.run;

import io.relance.segment.fact.Asking;
import io.relance.segment.table.Ruling;
import io.relance.shared.ContactId;
import io.relance.shop.ShopProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a run over everybody works out and writes back. */
@Component
class EverybodyRows {

    private final JdbcClient sql;
    private final Asking asking;
    private final ShopProfile shop;
    private final String rank;
    private final String apply;

    EverybodyRows(JdbcClient sql, Asking asking, ShopProfile shop) throws IOException {
        this.sql = sql;
        this.asking = asking;
        this.shop = shop;
        rank = named("rank");
        apply = named("write-everybody");
    }

    private static String named(String name) throws IOException {
        return new ClassPathResource("sql/segment/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
    }

    /** Somebody whose segments are others than before. */
    record Staged(ContactId contact, List<Integer> before, List<Integer> segments) {}

    /** In these statements whole tables are read, and rightly so. */
    private void readWhole() {
        sql.sql("set local enable_seqscan = on").update();
        sql.sql("set local work_mem = '128MB'").update();
        sql.sql("set local max_parallel_workers_per_gather = 0").update();
    }

    void rank(Instant now) {
        readWhole();
        sql.sql("truncate segment.staged_rank").update();
        sql.sql(rank)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("rfmFrom", asking.from(now).atOffset(ZoneOffset.UTC))
                .update();
        sql.sql("analyze segment.staged_rank").update();
    }

    void forgetStaged() {
        sql.sql("truncate segment.staged").update();
    }

    /** The last numbers of groups of so many people. */
    List<Long> bounds(long size) {
        return sql.sql(
                        "select max(contact) from (select contact, (row_number() over (order by contact) - 1) / :size as part"
                                + " from segment.person) p group by part order by 1")
                .param("size", size)
                .query(Long.class)
                .list();
    }

    /** After all of it lies there: how it is read depends on how much there is. */
    void countStaged() {
        sql.sql("analyze segment.staged").update();
    }

    List<Long> stagedBounds(long size) {
        return sql.sql(
                        "select max(contact) from (select contact, (row_number() over (order by contact) - 1) / :size as part"
                                + " from segment.staged) p group by part order by 1")
                .param("size", size)
                .query(Long.class)
                .list();
    }

    /** Works out who of these people is another than their row says. */
    void stage(Ruling ruling, Instant now, long after, long upTo) {
        readWhole();
        sql.sql("insert into segment.staged (contact, revision, before, segments, due_at, r, f, m)"
                        + " select contact, revision, before, segments, nullif(due, 'infinity'), r, f, m from ("
                        + ruling.everybody()
                        + "\n) e where (segments, r, f, m, nullif(due, 'infinity')) is distinct from"
                        + " (before, own_r, own_f, own_m, own_due)")
                .params(asking.parameters(ruling.everybodyQuery(), now, shop))
                .param("after", after)
                .param("upTo", upTo)
                .update();
    }

    Map<Integer, long[]> counts() {
        Map<Integer, long[]> counts = new HashMap<>();
        sql.sql(
                        "select id, count(*) filter (where not id = any(before)), count(*) filter (where not id = any(segments))"
                                + " from segment.staged, unnest(before || segments) id group by id")
                .query(row -> {
                    // Whoever stays is listed twice and counts for neither.
                    counts.put(row.getInt(1), new long[] {row.getLong(2), row.getLong(3)});
                });
        return counts;
    }

    List<Staged> moved(long after, long upTo) {
        return sql.sql("select contact, before, segments from segment.staged"
                        + " where contact > :after and contact <= :upTo and before <> segments order by contact")
                .param("after", after)
                .param("upTo", upTo)
                .query((row, number) -> new Staged(
                        new ContactId(row.getLong("contact")), numbers(row, "before"), numbers(row, "segments")))
                .list();
    }

    private static List<Integer> numbers(ResultSet row, String column) throws SQLException {
        return Arrays.asList((Integer[]) row.getArray(column).getArray());
    }

    /**
     * What became of somebody.
     *
     * @param written whether what was worked out is written; if not, somebody touched their row meanwhile, or has it now
     * @param imported whether what they did last was told too late to be news
     */
    record Written(ContactId contact, boolean written, boolean imported) {}

    /**
     * Writes these back; answers whose segments that concerns, and who was passed over. It waits for nobody: who has one
     * of the rows may want another. The bounds are said of both tables: said of one, PostgreSQL reads the other from its
     * beginning for each part.
     */
    List<Written> apply(long after, long upTo) {
        return sql.sql(apply)
                .param("after", after)
                .param("upTo", upTo)
                .query((row, number) -> new Written(
                        new ContactId(row.getLong("contact")), row.getBoolean("written"), row.getBoolean("imported")))
                .list();
    }

    /**
     * Only the ranks; where these people belong, whose locks the transaction holds, is looked at anew. Answers of whom
     * what they did last was told too late to be news.
     */
    Set<ContactId> rankAlone(Collection<ContactId> contacts) {
        return sql.sql(
                        """
                        with before as (
                          select contact, imported from segment.person where contact = any(:contacts)
                          order by contact for update),
                        ranked as (
                          update segment.person p set r = s.r, f = s.f, m = s.m, imported = null
                          from before b join segment.staged s using (contact) where p.contact = b.contact)
                        select contact from before where imported""")
                .param("contacts", contacts.stream().map(ContactId::value).toArray(Long[]::new))
                .query((row, number) -> new ContactId(row.getLong(1)))
                .set();
    }
}
