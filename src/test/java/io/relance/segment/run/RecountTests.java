package io.relance.segment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.RelanceTest;
import io.relance.SettableClock;
import io.relance.contact.Contacts;
import io.relance.segment.living.CountsAnew;
import io.relance.segment.tally.CountedWith;
import io.relance.shared.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** What was there before it was counted counts, too: counted from the timeline it is what was counted as it happened. */
@RelanceTest
@TestPropertySource(
        properties = {
            "relance.write-keys=trial:trial",
            "relance.intake.rate=1000000",
            "relance.segment.tables=switch",
            "relance.segment.score.half-life=30d"
        })
class RecountTests {

    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
    private static final double HALF_LIFE = Duration.ofDays(30).toSeconds();
    private static final int PEOPLE = 450;

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

    @Autowired
    RunRows runRows;

    @Autowired
    RecountRows recountRows;

    @Autowired
    Recounting recounting;

    @Autowired
    CountedWith countedWith;

    @Autowired
    CountsAnew counts;

    @Autowired
    Contacts contacts;

    @Autowired
    TransactionOperations transactions;

    private Outside outside;

    @BeforeEach
    void aShopWithAPast() {
        outside = new Outside(port);
        if (contacts.newest().isEmpty()) {
            assertThat(runs.latest(100))
                    .as("an empty database owes nothing")
                    .noneMatch(run -> run.kind() == Run.Kind.RECOUNT);
            live();
        }
        // Who was looked at alone may be looked at again sooner than they must.
        runs.recompute(true, "test");
        work("segment runs");
    }

    @Test
    void anUpgradedDatabaseIsCountedAsIfItHadBeenFromTheBeginning() {
        Map<String, List<String>> before = everything();
        long told = moves();
        long asked = recounts();
        asBeforeAnythingWasCounted();

        recounting.begin();
        recounting.begin();
        work("segment runs");

        assertThat(everything()).isEqualTo(before);
        assertThat(before.get("person")).hasSizeGreaterThan(PEOPLE);
        assertThat(before.get("segments")).hasSizeGreaterThan(5);
        assertThat(before.get("orders")).hasSizeGreaterThan(100);
        assertThat(moves()).as("nobody is told where they belong").isEqualTo(told);
        assertThat(recounts()).as("asked for once").isEqualTo(asked + 1);
        assertThat(countedWith.isOwed()).isFalse();
    }

    @Test
    void askedForByHandItChangesNothingThatIsRight() {
        Map<String, List<String>> before = everything();
        var answer = outside.as("admin", "POST", "/api/segments/recount", null);
        assertThat(answer.statusCode()).isEqualTo(202);
        work("segment runs");

        String progress = answer.headers().firstValue("Location").orElseThrow();
        JsonNode run = Outside.read(outside.as("admin", "GET", progress, null).body());
        assertThat(run.path("kind").asText()).isEqualTo("recount");
        assertThat(run.path("state").asText()).isEqualTo("done");
        assertThat(run.path("result").path("activities").asLong()).isEqualTo(onTheTimeline());
        assertThat(run.path("result").path("leftOut").asLong()).isZero();
        assertThat(run.path("result").path("moved").asLong()).isZero();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anotherHalfLifeIsReckonedFromTheRawActivities() {
        sql.sql("update segment.total set halved = n").update();
        sql.sql("update segment.counted_with set half_life = 0").update();

        recounting.begin();
        work("segment runs");

        Map<String, Double> expected = new TreeMap<>();
        sql.sql(
                        """
                        select contact_id || ' ' || replace(lower(name), ' ', '_') as thing,
                          sum(power(0.5, date_part('epoch', last - at) / :halfLife)) as halved
                        from (select *, max(at) over (partition by contact_id, lower(name)) as last
                          from contact.activity where source <> 'segment') a
                        group by 1""")
                .param("halfLife", HALF_LIFE)
                .query(row -> {
                    expected.put(row.getString(1), row.getDouble(2));
                });
        Map<String, Double> found = new TreeMap<>();
        sql.sql("select contact || ' ' || name as thing, halved from segment.total"
                        + " join segment.counted c on c.id = counted and c.kind = 'activity'")
                .query(row -> {
                    found.put(row.getString(1), row.getDouble(2));
                });
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((thing, halved) -> assertThat(halved)
                .as(thing)
                .isCloseTo(expected.get(thing), org.assertj.core.data.Percentage.withPercentage(1e-6)));
        assertThat(found.values()).anyMatch(halved -> halved > 1 && halved != Math.rint(halved));
        assertThat(sql.sql("select half_life from segment.counted_with")
                        .query(Double.class)
                        .single())
                .isEqualTo(HALF_LIFE);
    }

    @Test
    void aRunThatDiesInTheMiddleGoesOnWithoutCountingAnythingTwice() {
        Map<String, List<String>> before = everything();
        asBeforeAnythingWasCounted();
        recounting.begin();
        Run run = runRows.next().orElseThrow();
        runRows.start(run.id(), clock.instant());
        var dying = new Recounting(
                runRows, recountRows, countedWith, counts, contacts, new DiesInThe(2, transactions), clock);

        assertThatThrownBy(() -> dying.count(run, new Progress(runRows, run.id(), "dying")))
                .isInstanceOf(NodeDied.class);
        assertThat(recountRows.reached(run.id()).past().value())
                .isPositive()
                .isLessThan(contacts.newest().orElseThrow().value());
        // A visitor it has not come to turns out to be somebody it has passed; somebody acts, and is counted at once.
        Map<String, Object> signsIn =
                new LinkedHashMap<>(Outside.identify("recount-3", Map.of("firstName", "Dominique")));
        signsIn.put("anonymousId", "recount-lingering");
        outside.send(List.of(signsIn));
        outside.send(List.of(Outside.track("recount-1", "Page Viewed", clock.instant(), Map.of("path", "/"))));
        work("inbox");
        long acted = onTheTimeline();
        work("segment runs");

        assertThat(runs.find(run.id()).orElseThrow().state()).isEqualTo("done");
        assertThat(contacts.newest().orElseThrow().value()).isGreaterThan(PEOPLE);
        // The run came to neither the act nor the visitor's three.
        assertThat(recountRows.reached(run.id()).counted()).isEqualTo(acted - 4);
        assertThat(everything().get("day").size())
                .isGreaterThanOrEqualTo(before.get("day").size());
        countsAreThoseOfTheTimeline();
    }

    @Test
    void whoCannotBeCountedIsLeftOutAndKeepsNobodyFromIt() {
        Map<String, List<String>> before = everything();
        long victim = sql.sql("select contact from segment.total order by contact offset 300 limit 1")
                .query(Long.class)
                .single();
        sql.sql("create function segment.refuse() returns trigger language plpgsql as $$"
                        + " begin raise exception 'planted'; end $$")
                .update();
        sql.sql("create trigger refuse before insert on segment.total for each row when (new.contact = " + victim
                        + ") execute function segment.refuse()")
                .update();
        long run = runs.recount("test");
        try {
            work("segment runs");
        } finally {
            sql.sql("drop function segment.refuse cascade").update();
        }
        assertThat(runs.find(run).orElseThrow().state()).isEqualTo("done");
        assertThat(recountRows.reached(run).leftOut()).isEqualTo(1);
        assertThat(everything()).as("what was counted of them stays").isEqualTo(before);
    }

    @Test
    void whatFailedIsTriedAgainByItselfWhileItIsOwed() {
        asBeforeAnythingWasCounted();
        recounting.begin();
        Run run = runRows.next().orElseThrow();
        runRows.end(run.id(), false, "{}", clock.instant());
        work("segment runs");
        assertThat(runs.find(run.id()).orElseThrow().state()).isEqualTo("failed");
        assertThat(countedWith.isOwed()).isTrue();

        clock.advance(Duration.ofHours(1));
        work("segment runs");
        assertThat(runs.find(run.id()).orElseThrow().state()).isEqualTo("done");
        assertThat(countedWith.isOwed()).isFalse();
        countsAreThoseOfTheTimeline();
    }

    @Test
    void whoActsBeforeTheirPastIsCountedIsNotToldOfAndANewcomerIs() {
        asBeforeAnythingWasCounted();
        recounting.begin();
        long told = moves();
        outside.send(List.of(order("recount-2", "early-1", clock.instant())));
        work("inbox");
        assertThat(moves()).isEqualTo(told);

        outside.send(List.of(Outside.identify("recount-new", Map.of("email", "recount-new@example.org"))));
        work("inbox");
        assertThat(moves()).isGreaterThan(told);
        told = moves();
        work("segment runs");
        assertThat(moves()).isEqualTo(told);
        for (int i = 0; i < 8; i++) {
            outside.send(List.of(order("recount-new", "new-" + i, clock.instant())));
        }
        work("inbox");
        assertThat(moves()).as("from then on everybody is").isGreaterThan(told);
    }

    @Test
    void twoNodesCountOnce() {
        asBeforeAnythingWasCounted();
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(recounting::begin), CompletableFuture.runAsync(recounting::begin))
                .join();
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> work("segment runs")),
                        CompletableFuture.runAsync(() -> work("segment runs")))
                .join();
        work("segment runs");
        assertThat(sql.sql("select count(*) from segment.run where kind = 'recount' and state <> 'done'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(runs.latest(1)).singleElement().satisfies(run -> assertThat(
                        recountRows.reached(run.id()).counted())
                .isEqualTo(onTheTimeline()));
        countsAreThoseOfTheTimeline();
    }

    /** A year of people: profiles, visits, orders, visitors who turn out to be somebody. */
    private void live() {
        Random random = new Random(20_260_302);
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            events.add(Outside.identify(
                    "recount-" + i,
                    Map.of(
                            "birthday",
                            "19%02d-0%d-1%d".formatted(i % 99, 1 + i % 9, i % 9),
                            "createdAt",
                            BEGIN.minus(Duration.ofDays(i)).toString(),
                            "country",
                            "FR")));
        }
        for (int i = 0; i < 6_000; i++) {
            events.add(event(random, BEGIN.plusSeconds(random.nextInt(300 * 86_400))));
        }
        events.sort(Comparator.comparing(each -> String.valueOf(each.getOrDefault("timestamp", ""))));
        for (int i = 0; i < 20; i++) {
            events.addAll(becomes(i, BEGIN.plus(Duration.ofDays(310 + i))));
        }
        for (int minute = 0; minute < 30; minute += 10) {
            events.add(Outside.anonymously(Outside.track(
                    "recount-lingering",
                    "Page Viewed",
                    BEGIN.plus(Duration.ofDays(345)).plus(minute, ChronoUnit.MINUTES),
                    Map.of("path", "/" + minute))));
        }
        outside.send(events);
        clock.set(BEGIN.plus(Duration.ofDays(350)));
        work("inbox");
        work("segments");
    }

    private Map<String, Object> event(Random random, Instant at) {
        String who = "recount-" + (int) (PEOPLE * Math.pow(random.nextDouble(), 2));
        int kind = random.nextInt(100);
        if (kind < 50) {
            return Outside.track(
                    who, "Product Viewed", at, Map.of("product_id", "p" + random.nextInt(9), "category", "Été"));
        }
        if (kind < 80) {
            return Outside.track(who, "Page Viewed", at, Map.of("path", "/" + random.nextInt(9)));
        }
        return order(who, "recount-" + at + kind, at);
    }

    private static Map<String, Object> order(String who, String order, Instant at) {
        return Outside.track(
                who,
                "Order Completed",
                at,
                Map.of(
                        "order_id",
                        order,
                        "coupon",
                        order.hashCode() % 3 == 0 ? "SOLDES" : "",
                        "total",
                        30,
                        "products",
                        List.of(
                                Map.of("product_id", "p1", "category", "Tea", "price", 10),
                                Map.of("product_id", "p2", "category", "Cups & Co", "price", 20))));
    }

    /** Somebody looks round, tells who they are, and goes on looking round. */
    private static List<Map<String, Object>> becomes(int i, Instant at) {
        String visitor = "recount-visitor-" + i;
        List<Map<String, Object>> events = new ArrayList<>();
        for (int minute : List.of(0, 4, 11)) {
            events.add(Outside.anonymously(Outside.track(
                    visitor, "Page Viewed", at.plus(minute, ChronoUnit.MINUTES), Map.of("path", "/" + minute))));
        }
        Map<String, Object> signsIn =
                new LinkedHashMap<>(Outside.identify("recount-" + i, Map.of("firstName", "Camille")));
        signsIn.put("anonymousId", visitor);
        events.add(signsIn);
        events.add(Outside.track(
                "recount-" + i, "Page Viewed", at.plus(20, ChronoUnit.MINUTES), Map.of("path", "/account")));
        return events;
    }

    private void asBeforeAnythingWasCounted() {
        sql.sql("truncate segment.total, segment.day, segment.person, segment.outlook")
                .update();
        sql.sql("update shop.customer_order set with_code = false").update();
        sql.sql("update segment.counted_with set half_life = null, recounted_at = null, owed = true,"
                        + " unseen = (select max(id) from contact.contact)")
                .update();
    }

    /** Whatever there is of people, by its names. */
    private Map<String, List<String>> everything() {
        Map<String, List<String>> all = new TreeMap<>();
        all.put(
                "total",
                rows("select contact, kind, name, n, last_at, round(halved::numeric, 6) from segment.total"
                        + " join segment.counted c on c.id = counted"));
        all.put(
                "day",
                rows("select contact, kind, name, day, n from segment.day join segment.counted c on c.id = counted"));
        all.put(
                "person",
                rows(
                        "select contact, segments, due_at, r, f, m, birthday, account_at, browsed_at from segment.person"));
        all.put(
                "segments",
                rows("select s.name, count(*) from segment.person join segment.named s on s.id = any(segments)"
                        + " group by s.name"));
        all.put("orders", rows("select contact, order_id from shop.customer_order where with_code"));
        all.put("outlook", rows("select * from segment.outlook"));
        return all;
    }

    private List<String> rows(String query) {
        return sql.sql("select q::text from (" + query + ") q order by 1")
                .query(String.class)
                .list();
    }

    private void countsAreThoseOfTheTimeline() {
        String counted = "select contact, name, n, last_at from segment.total"
                + " join segment.counted c on c.id = counted and c.kind = 'activity'";
        String happened = "select contact_id, replace(lower(name), ' ', '_'), count(*), max(at) from contact.activity"
                + " where source <> 'segment' group by 1, 2";
        assertThat(rows("(" + counted + ") except (" + happened + ")")).isEmpty();
        assertThat(rows("(" + happened + ") except (" + counted + ")")).isEmpty();
        assertThat(rows("select id from contact.contact where merged_into is null"
                        + " except select contact from segment.person"))
                .isEmpty();
    }

    private long onTheTimeline() {
        return sql.sql("select count(*) from contact.activity where source <> 'segment'")
                .query(Long.class)
                .single();
    }

    /** How often somebody was told of as having entered or left. */
    private long moves() {
        return sql.sql("select count(*) from contact.activity where source = 'segment'")
                .query(Long.class)
                .single();
    }

    private long recounts() {
        return runs.latest(1_000).stream()
                .filter(run -> run.kind() == Run.Kind.RECOUNT)
                .count();
    }

    private void work(String name) {
        works.stream().filter(work -> work.name().equals(name)).forEach(work -> work.runDue(clock.instant()));
    }

    /** Nothing that catches exceptions catches this one. */
    private static class NodeDied extends Error {}

    /** Dies before the last of so many transactions commits. */
    private static final class DiesInThe implements TransactionOperations {

        private final TransactionOperations real;
        private int left;

        DiesInThe(int transaction, TransactionOperations real) {
            this.left = transaction;
            this.real = real;
        }

        @Override
        public <T> T execute(TransactionCallback<T> action) {
            left--;
            return real.execute(status -> die(action, status));
        }

        private <T> T die(TransactionCallback<T> action, TransactionStatus status) {
            T done = action.doInTransaction(status);
            if (left == 0) {
                throw new NodeDied();
            }
            return done;
        }

        @Override
        public void executeWithoutResult(Consumer<TransactionStatus> action) {
            execute(status -> {
                action.accept(status);
                return null;
            });
        }
    }
}
