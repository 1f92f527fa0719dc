package io.relance.segment.complement;

import io.relance.segment.tally.Slug;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the nightly reckoning reads and writes. Each statement is to run in a transaction. */
@Component
class TogetherRows {

    private static final String LEARN = Sql.named("learn-products");
    private static final String WORDS = Sql.named("learn-words");
    private static final String DESCRIBE = Sql.named("describe-products");
    private static final String STAGE = Sql.named("stage-bought");
    private static final String WRITE = Sql.named("write-together");

    private final JdbcClient sql;

    TogetherRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** A stretch of numbers, of contacts or of products: beyond the one, up to the other. */
    record Stretch(long after, long upTo) {}

    Optional<Instant> reckonedAt() {
        return sql.sql("select at from segment.together_reckoned")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    boolean hasAnybodyBought() {
        return sql.sql("select exists (select from shop.customer_order where completed_at is not null)")
                .query(Boolean.class)
                .single();
    }

    /** In these statements whole tables are read, and rightly so. */
    private void readWhole() {
        sql.sql("set local enable_seqscan = on").update();
        sql.sql("set local work_mem = '128MB'").update();
        sql.sql("set local max_parallel_workers_per_gather = 0").update();
    }

    /** Emptying costs two milliseconds even of what is empty. */
    void forgetStaged() {
        boolean any = sql.sql("select exists (select from segment.staged_bought)"
                        + " or exists (select from segment.staged_pair) or exists (select from segment.staged_told)")
                .query(Boolean.class)
                .single();
        if (any) {
            sql.sql("truncate segment.staged_bought, segment.staged_pair, segment.staged_told")
                    .update();
        }
    }

    /** The number of the last contact who ordered; 0 while there is none. */
    long lastContact() {
        return sql.sql("select coalesce(max(contact), 0) from shop.customer_order")
                .query(Long.class)
                .single();
    }

    /** The next contacts who have about so many orders together; empty when none are left. */
    Optional<Stretch> people(long after, int orders) {
        return sql.sql("select max(contact) from (select contact from shop.customer_order where contact > :after"
                        + " order by contact limit :orders) o having count(*) > 0")
                .param("after", after)
                .param("orders", orders)
                .query(Long.class)
                .optional()
                .map(upTo -> new Stretch(after, upTo));
    }

    /** Learns what these people's orders say, and who bought what. */
    void learn(Stretch people, Instant from, Instant now, int most) {
        readWhole();
        within(LEARN, people, from, now).update();
        within(WORDS, people, from, now).update();
        within(STAGE, people, from, now).param("most", most).update();
    }

    private JdbcClient.StatementSpec within(String statement, Stretch people, Instant from, Instant now) {
        return sql.sql(statement)
                .param("after", people.after())
                .param("upTo", people.upTo())
                .param("from", Sql.time(from))
                .param("now", Sql.time(now));
    }

    /**
     * Counts each product's buyers, forgets products nobody bought within the window, or one person alone and the shop
     * does not tell of; answers how many people bought anything.
     *
     * @param site the host of the shop's own site: what order lines link to counts only there
     */
    long count(String site) {
        readWhole();
        sql.sql("analyze segment.staged_bought").update();
        sql.sql(
                        """
                        update segment.product p set buyers = c.n
                        from (select id, count(b.product)::int as n
                          from segment.product left join segment.staged_bought b on b.product = id group by id) c
                        where c.id = p.id and p.buyers <> c.n""")
                .update();
        sql.sql(
                        """
                        delete from segment.product p where buyers = 0 or buyers = 1 and not exists (
                          select from shop.product s where s.product_id = p.product_id and s.described_at is not null)""")
                .update();
        sql.sql("analyze segment.staged_told").update();
        sql.sql(DESCRIBE).param("site", site.replace("_", "\\_")).update();
        writeCategories();
        return sql.sql("select count(distinct contact) from segment.staged_bought")
                .query(Long.class)
                .single();
    }

    private void writeCategories() {
        List<String> names = sql.sql(
                        "select distinct category from segment.product where slug is null and category is not null")
                .query(String.class)
                .list();
        sql.sql("update segment.product p set slug = nullif(n.slug, '') from unnest(:names::text[], :slugs::text[])"
                        + " as n(name, slug) where p.slug is null and p.category = n.name")
                .param("names", names.toArray(String[]::new))
                .param("slugs", names.stream().map(Slug::of).toArray(String[]::new))
                .update();
    }

    /** Products that enough people bought, in stretches with about so many purchases each. */
    List<Stretch> products(int support, long purchases) {
        List<Stretch> stretches = new ArrayList<>();
        long[] open = {0, 0, 0};
        sql.sql("select id, buyers from segment.product where buyers >= :support order by id")
                .param("support", support)
                .query(row -> {
                    open[1] = row.getLong("id");
                    open[2] += row.getLong("buyers");
                    if (open[2] >= purchases) {
                        stretches.add(new Stretch(open[0], open[1]));
                        open[0] = open[1];
                        open[2] = 0;
                    }
                });
        if (open[1] > open[0]) {
            stretches.add(new Stretch(open[0], open[1]));
        }
        return stretches;
    }

    /** Counts who bought one of these products and another. */
    void pair(Stretch products, int support) {
        readWhole();
        sql.sql(
                        """
                        insert into segment.staged_pair (product, other, buyers)
                        select a.product, b.product, count(*)
                        from segment.staged_bought a
                        join segment.product p on p.id = a.product and p.buyers >= :support
                        join segment.staged_bought b on b.contact = a.contact and b.product > a.product
                        join segment.product o on o.id = b.product and o.buyers >= :support
                        where a.product > :after and a.product <= :upTo
                        group by a.product, b.product
                        having count(*) >= :support""")
                .param("after", products.after())
                .param("upTo", products.upTo())
                .param("support", support)
                .update();
    }

    /** Lets the new pairs take the old ones' place, in one transaction; answers how many there are. */
    int write(long people, int most, Instant now) {
        readWhole();
        sql.sql("delete from segment.together").update();
        int written = sql.sql(WRITE).param("people", people).param("most", most).update();
        sql.sql("insert into segment.together_reckoned (at, people) values (:now, :people)"
                        + " on conflict (singleton) do update set at = excluded.at, people = excluded.people")
                .param("now", Sql.time(now))
                .param("people", people)
                .update();
        return written;
    }
}
