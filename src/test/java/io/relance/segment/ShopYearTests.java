package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Outside;
import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.segment.run.Run;
import io.relance.segment.run.Runs;
import io.relance.shared.DueWork;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * A year of ten thousand people through the public intake; what is known of them then is what their raw events say, and
 * what was found for each alone, batch by batch, is what is found for all at once.
 */
@RelanceTest
@TestPropertySource(
        properties = {"relance.write-keys=trial:trial", "relance.intake.rate=1000000", "relance.segment.tables=switch"})
class ShopYearTests {

    private static final int PEOPLE = 10_000;
    private static final int EVENTS_A_MONTH = 3_000;
    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
    private static final Set<String> WORKS = Set.of("segments", "segment runs");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    @Autowired
    SettableClock clock;

    @Autowired
    List<DueWork> works;

    @Autowired
    Runs runs;

    private final Random random = new Random(20_260_302);
    private int orders;

    @Test
    void aYearEndsWithTheNumbersOfTheRawEvents() {
        Outside outside = new Outside(port);
        Instant now = BEGIN;
        for (int month = 0; month < 12; month++) {
            Instant until = now.plus(Duration.ofDays(30));
            List<Map<String, Object>> events = new ArrayList<>();
            for (int i = 0; i < EVENTS_A_MONTH; i++) {
                events.add(event(now.plusSeconds(random.nextInt(30 * 86_400))));
            }
            events.sort(Comparator.comparing(each -> each.get("timestamp").toString()));
            outside.send(events);
            now = until;
            clock.set(now);
            work(now, name -> name.equals("inbox") || WORKS.contains(name));
        }
        ranksAreThoseOfTheRawEvents(now);
        countsAreThoseOfTheRawEvents();
        segmentsAreThoseOfTheRawEvents(now);
        everybodyAtOnceIsWhereTheyWereFoundAlone(now);
        theModelsWereFitted();
    }

    /** People differ: a few do much, most do little. */
    private Map<String, Object> event(Instant at) {
        int person = (int) (PEOPLE * Math.pow(random.nextDouble(), 2));
        String who = "year-" + person;
        int kind = random.nextInt(100);
        if (kind < 35) {
            return Outside.track(
                    who, "Product Viewed", at, Map.of("product_id", "p" + random.nextInt(50), "category", "Été"));
        }
        if (kind < 60) {
            return Outside.track(who, "Page Viewed", at, Map.of("path", "/" + random.nextInt(100)));
        }
        if (kind < 92 || orders < 100) {
            Map<String, Object> order =
                    new TreeMap<>(Map.of("order_id", "year-" + orders++, "total", 5 + random.nextInt(20_000) / 100.0));
            if (random.nextInt(4) == 0) {
                order.put("coupon", "SOLDES");
            }
            return Outside.track(who, "Order Completed", at, order);
        }
        // Of whoever it is that this was told of: an order nobody made is no purchase.
        String gone = "year-" + random.nextInt(orders);
        return kind < 96
                ? Outside.track(who, "Order Refunded", at, Map.of("order_id", gone, "total", "3.50"))
                : Outside.track(who, "Order Cancelled", at, Map.of("order_id", gone));
    }

    private void work(Instant now, Predicate<String> which) {
        works.stream().filter(work -> which.test(work.name())).forEach(work -> work.runDue(now));
        works.stream().filter(work -> WORKS.contains(work.name())).forEach(work -> work.runDue(now));
    }

    private void ranksAreThoseOfTheRawEvents(Instant now) {
        runs.recompute(true, "test");
        work(now, WORKS::contains);
        assertThat(runs.latest(1)).extracting(Run::state).containsExactly("done");
        Map<Long, String> kept = new TreeMap<>();
        sql.sql("select contact, r, f, m from segment.person where r is not null")
                .query(row -> {
                    kept.put(row.getLong(1), row.getInt(2) + "" + row.getInt(3) + row.getInt(4));
                });
        assertThat(kept).hasSizeGreaterThan(2_000).isEqualTo(RawOrders.ranks(sql, now));
    }

    private void countsAreThoseOfTheRawEvents() {
        assertThat(sql.sql(
                                """
                                select count(*) from (
                                  (select contact, name, n, last_at from segment.total
                                   join segment.counted c on c.id = counted and c.kind = 'activity')
                                  except
                                  select contact_id, replace(lower(name), ' ', '_'), count(*), max(at)
                                  from contact.activity group by 1, 2) difference""")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(sql.sql(
                                "select sum(n) from segment.day join segment.counted c on c.id = counted and c.kind = 'activity'")
                        .query(BigDecimal.class)
                        .single())
                .isEqualByComparingTo(sql.sql("select count(*) from contact.activity where source <> 'segment'")
                        .query(BigDecimal.class)
                        .single());
    }

    private void segmentsAreThoseOfTheRawEvents(Instant now) {
        Map<String, Set<Long>> expected = new TreeMap<>();
        for (String name : List.of("loyal", "high_value", "at_risk", "dormant", "lost")) {
            expected.put(name, new TreeSet<>());
        }
        for (RawOrders.Bought buyer : RawOrders.buyers(sql, now)) {
            add(expected, "loyal", buyer, buyer.frequency > 5);
            add(expected, "high_value", buyer, buyer.monetary.compareTo(BigDecimal.valueOf(500)) >= 0);
            add(expected, "at_risk", buyer, buyer.recency >= 90 && buyer.recency < 180);
            add(expected, "dormant", buyer, buyer.recency >= 180 && buyer.recency < 365);
            add(expected, "lost", buyer, buyer.recency >= 365);
        }
        expected.forEach((name, people) -> assertThat(members(name)).as(name).isEqualTo(people));
        assertThat(expected.get("loyal")).isNotEmpty();
        assertThat(expected.get("dormant")).isNotEmpty();
    }

    private static void add(Map<String, Set<Long>> expected, String name, RawOrders.Bought buyer, boolean in) {
        if (in) {
            expected.get(name).add(buyer.contact);
        }
    }

    private Set<Long> members(String name) {
        return new TreeSet<>(sql.sql("select contact from segment.person join segment.named s on s.id = any(segments)"
                        + " where s.name = :name")
                .param("name", name)
                .query(Long.class)
                .list());
    }

    private void everybodyAtOnceIsWhereTheyWereFoundAlone(Instant now) {
        List<Long> before = sql.sql("select contact from segment.person order by contact")
                .query(Long.class)
                .list();
        Map<Long, String> alone = segments();
        sql.sql("update segment.person set segments = '{}', due_at = null").update();
        runs.recompute(true, "test");
        work(now, WORKS::contains);
        assertThat(segments()).isEqualTo(alone).hasSize(before.size());
    }

    private Map<Long, String> segments() {
        Map<Long, String> segments = new TreeMap<>();
        sql.sql("select contact, segments::text from segment.person").query(row -> {
            segments.put(row.getLong(1), row.getString(2));
        });
        return segments;
    }

    private void theModelsWereFitted() {
        assertThat(sql.sql("select kind from segment.model where missing is null group by kind order by kind")
                        .query(String.class)
                        .list())
                .containsExactly("purchases", "spend");
        assertThat(sql.sql(
                                "select count(*) from segment.outlook where alive is not null and expected_value is not null")
                        .query(Long.class)
                        .single())
                .isGreaterThan(500);
        assertThat(sql.sql(
                                "select count(*) from segment.outlook where alive not between 0 and 1 or expected_orders < 0")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
