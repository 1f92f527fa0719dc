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

    /** Said of both tables: said of one, PostgreSQL reads the other from its beginning for each part. */
    private static final String BOUNDS =
            "s.contact > :after and s.contact <= :upTo and p.contact > :after and p.contact <= :upTo";

    /**
     * Written by their place, where they have just been found. Who was left out is told apart by "except": as "not exists"
     * it may be planned as a comparison of each with each.
     */
    private static final String WRITE_FREE =
            """
            with free as materialized (
              select p.contact, p.ctid as place, p.imported, s.before, s.segments, s.due_at, s.r, s.f, s.m
              from segment.staged s join segment.person p on p.contact = s.contact and p.revision = s.revision
              where %1$s order by p.contact for update of p skip locked),
            written as (
              update segment.person p set segments = s.segments, due_at = s.due_at, r = s.r, f = s.f, m = s.m,
                revision = p.revision + 1, imported = null
              from free s where p.ctid = s.place
              returning p.contact, s.imported is true as imported, s.before <> s.segments as moved)
            select contact, false as passed, imported from written where moved
            union all
            select contact, true, false from (
              select s.contact from segment.staged s join segment.person p on p.contact = s.contact where %1$s
              except select contact from written) others"""
                    .formatted(BOUNDS);

    private final JdbcClient sql;
    private final Asking asking;
    private final ShopProfile shop;
    private final String rank;

    EverybodyRows(JdbcClient sql, Asking asking, ShopProfile shop) throws IOException {
        this.sql = sql;
        this.asking = asking;
        this.shop = shop;
        rank = new ClassPathResource("sql/segment/rank.sql").getContentAsString(StandardCharsets.UTF_8);
    }

    /** Somebody whose segments are others than before. */
    record Staged(ContactId contact, List<Integer> before, List<Integer> segments) {}

    /** In these statements whole tables are read, and rightly so. */
    private void readWhole() {
        sql.sql("set local enable_seqscan = on").update();
        sql.sql("set local work_mem = '128MB'").update();
        sql.sql("set local max_parallel_workers_per_gather = 0").update();
    }

    /** Whatever this transaction reads is as of one moment. */
    void asOfOneMoment() {
        sql.sql("set transaction isolation level repeatable read").update();
    }

    /**
     * This transaction need not wait until what it writes is on the disk. Only for one that writes rows and tells nobody:
     * where the database falls before, they are as they were. A run that lost its connection ends as failed, and a ranking
     * follows; one whose database fell between two of its statements goes on, and the next night writes what was lost.
     */
    void asSoonAsMayBe() {
        sql.sql("set local synchronous_commit = off").update();
    }

    /** Where nothing lies from a run before. */
    void rank(Instant now) {
        readWhole();
        sql.sql(rank)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("rfmFrom", asking.from(now).atOffset(ZoneOffset.UTC))
                .update();
        sql.sql("analyze segment.staged_rank").update();
    }

    /** Emptying costs two milliseconds even of what is empty. */
    void forgetStaged() {
        boolean any = sql.sql("select exists (select from segment.staged) or exists (select from segment.staged_rank)")
                .query(Boolean.class)
                .single();
        if (any) {
            sql.sql("truncate segment.staged, segment.staged_rank").update();
        }
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
     * Somebody who was moved, or passed over.
     *
     * @param passed whether their row was touched since it was worked out where they belong, or somebody has it now
     * @param imported whether what they did last was told too late to be news
     */
    record Met(ContactId contact, boolean passed, boolean imported) {}

    /**
     * Writes what was worked out of those between these numbers who are as they were then; locks them in their order, and
     * waits for nobody, since who has one row may want another. Who was gone before was neither written nor passed.
     */
    List<Met> writeFree(long after, long upTo) {
        return within(WRITE_FREE, after, upTo)
                .query((row, number) -> new Met(
                        new ContactId(row.getLong("contact")), row.getBoolean("passed"), row.getBoolean("imported")))
                .list();
    }

    /** Those of them who are nobody else by now. */
    List<ContactId> there(Collection<ContactId> contacts) {
        return sql.sql("select contact from segment.person where contact = any(:contacts) order by contact")
                .param("contacts", ids(contacts))
                .query((row, number) -> new ContactId(row.getLong(1)))
                .list();
    }

    private JdbcClient.StatementSpec within(String statement, long after, long upTo) {
        return sql.sql(statement).param("after", after).param("upTo", upTo);
    }

    private static Long[] ids(Collection<ContactId> contacts) {
        return contacts.stream().map(ContactId::value).toArray(Long[]::new);
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
                .param("contacts", ids(contacts))
                .query((row, number) -> new ContactId(row.getLong(1)))
                .set();
    }
}
