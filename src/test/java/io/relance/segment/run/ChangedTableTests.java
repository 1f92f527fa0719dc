package io.relance.segment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.segment.table.TableVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a changed table does to whom: counted beforehand, told to nobody, whatever happens while it takes its place. */
class ChangedTableTests extends ShopOfTwenty {

    @ParameterizedTest
    @CsvSource({
        "segments, &gt;= 500, &gt;= 250, high_value, enter",
        "segments, &gt;= 500, &gt;= 900, high_value, leave",
        "rfm, champions, stars, rfm_stars, enter",
        "rfm, champions, stars, vip, leave",
        "activity_points, <text>50</text>, <text>600</text>, hot, enter",
        "activity_points, <text>50</text>, <text>1</text>, score, none"
    })
    void aCountIsWhomTheSwitchThenMovesAndNobodyIsTold(
            String decision, String one, String other, String segment, String way) {
        long told = told();
        Map<Long, Set<String>> before = places();
        TableVersion version = change(decision, one, other);
        work("segment runs");
        assertThat(now(version).state()).as("it waits to be asked for").isEqualTo("counted");
        assertThat(places()).isEqualTo(before);

        on(version, Map.of());
        work("segment runs");
        assertThat(now(version).state()).isEqualTo("on");
        Map<String, Map<String, Integer>> moved = difference(before, places());
        assertThat(counted(version)).isEqualTo(moved);
        if (!way.equals("none")) {
            assertThat(moved.get(segment).get(way)).isPositive();
        }
        assertThat(told()).isEqualTo(told);
    }

    @Test
    void whoIsToldOnRequestIsWhomItMoves() {
        TableVersion version = change("segments", "&gt;= 500", "&gt;= 250");
        work("segment runs");
        Map<Long, Set<String>> before = places();
        long told = told();
        on(version, Map.of("startJourneys", true));
        work("segment runs");
        int entered = difference(before, places()).get("high_value").get("enter");
        assertThat(entered).isPositive();
        assertThat(told()).isEqualTo(told + entered);
    }

    @Test
    void whatOrdersMovedSinceTheLastRankingIsToldAndNotTakenForTheTables() {
        long champions = inRfm("rfm_champions");
        // The least of all buys more than anybody, and nobody has ranked them yet.
        for (int i = 0; i < 9; i++) {
            outside.send(List.of(order(0, "many-" + clock.instant() + i, clock.instant(), 900)));
        }
        work("inbox");
        assertThat(told("twenty-0")).doesNotContain("Entered rfm_champions");
        TableVersion version = change("segments", "90..179", "90..178");
        work("segment runs");

        assertThat(told("twenty-0")).contains("Entered rfm_champions");
        assertThat(counted(version)).isEmpty();
        assertThat(inRfm("rfm_champions")).isPositive();
        assertThat(champions).isPositive();
    }

    @Test
    void whoActsWhileItTakesItsPlaceIsNotToldOfWhatItMadeOfThem() {
        TableVersion version = change("segments", "&gt;= 500", "&gt;= 250");
        tables.switchOnQuietly(version, "test");
        String who = whoWouldEnterHighValue();
        long told = told();
        int toldOfWho = told(who).size();
        outside.send(
                List.of(Outside.track(who, "Order Completed", clock.instant(), Map.of("order_id", who + "-more"))));
        outside.send(List.of(Outside.identify("newcomer", Map.of("email", "newcomer@example.org"))));
        work("inbox");
        assertThat(places().get(id(who).value())).contains("high_value");
        assertThat(told(who)).hasSize(toldOfWho);
        assertThat(told("newcomer")).as("who was not there before is told of").contains("Entered new_sign_ups");

        long newcomer = told("newcomer").size();
        work("segment runs");
        assertThat(told() - told).as("nor is anybody else").isEqualTo(newcomer);
        assertThat(tables.now().moving().isOpen()).isFalse();
        outside.send(List.of(order(19, "after-" + clock.instant(), clock.instant(), 5_000)));
        outside.send(List.of(order(17, "after-" + clock.instant(), clock.instant(), 5_000)));
        work("inbox");
        assertThat(told()).as("from then on everybody is").isGreaterThan(told + newcomer);
    }

    @Test
    void aSwitchThatDiedInTheMiddleIsFinishedWithoutTellingAnybody() {
        TableVersion version = change("segments", "&gt;= 500", "&gt;= 250");
        work("segment runs");
        long told = told();
        on(version, Map.of());
        Run run = runRows.next().orElseThrow();
        runRows.start(run.id(), clock.instant());
        tables.switchOnQuietly(now(version), "test");
        Everybody dying = everybody(new BeforeA(2, transactions, () -> {
            throw new NodeDied();
        }));
        assertThatThrownBy(() -> dying.reckon(true, Progress.inLog("dying"))).isInstanceOf(NodeDied.class);
        assertThat(tables.now().moving().isOpen()).isTrue();

        work("segment runs");
        assertThat(runs.find(run.id()).orElseThrow().state()).isEqualTo("done");
        assertThat(tables.now().moving().isOpen()).isFalse();
        assertThat(told()).isEqualTo(told);
    }

    @Test
    void aSwitchThatFailsLeavesTheOldTableOnAndIsTriedAgain() {
        TableVersion old = newest("activity_points");
        TableVersion version = change("activity_points", "<text>50</text>", "<text>600</text>");
        work("segment runs");
        long told = told();
        plant("update on segment.counted for each row");
        on(version, Map.of());
        work("segment runs");
        Run failed = latest(Run.Kind.SWITCH);
        assertThat(failed.state()).isEqualTo("failed");
        assertThat(now(old).state()).as("never is none on").isEqualTo("on");
        uproot();
        work("segment runs");
        assertThat(now(old).state()).as("not at once").isEqualTo("on");

        clock.advance(Ranking.TRY_AGAIN);
        work("segment runs");
        assertThat(runs.find(failed.id()).orElseThrow().state()).isEqualTo("done");
        assertThat(now(version).state()).isEqualTo("on");
        assertThat(now(old).state()).isEqualTo("off");
        assertThat(told()).isEqualTo(told);
    }

    @Test
    void aCountThatFailsIsTriedAgain() {
        plant("insert on segment.staged for each statement");
        TableVersion version = change("segments", "&gt;= 500", "&gt;= 250");
        work("segment runs");
        assertThat(latest(Run.Kind.COUNT).state()).isEqualTo("failed");
        assertThat(now(version).state()).isEqualTo("new");
        assertThat(post(version, Map.of()).statusCode()).isEqualTo(409);
        assertThat(segmentRuns().nextDue().orElseThrow())
                .isAfter(clock.instant())
                .isBeforeOrEqualTo(clock.instant().plus(Ranking.TRY_AGAIN));
        uproot();

        clock.advance(Ranking.TRY_AGAIN);
        work("segment runs");
        assertThat(now(version).state()).isEqualTo("counted");
        assertThat(counted(version)).containsKey("high_value");
    }

    @Test
    void theFirstTableOfPeopleWhoAreThereTellsNobodyWhereTheyBelong() {
        Map<Long, Set<String>> before = places();
        long told = told();
        sql.sql("delete from segment.table_version where decision = 'segments'").update();
        sql.sql("update segment.person set segments = '{}'").update();
        tables.deployed("segments", original("segments").getBytes(StandardCharsets.UTF_8));
        assertThat(newest("segments").state()).isEqualTo("on");
        String who = "twenty-19";
        outside.send(List.of(Outside.track(who, "Email Link Clicked", clock.instant(), Map.of("n", 1))));
        work("inbox");
        assertThat(told()).isEqualTo(told);

        work("segment runs");
        assertThat(places().get(id("twenty-7").value()))
                .isEqualTo(before.get(id("twenty-7").value()));
        assertThat(told()).isEqualTo(told);
        assertThat(tables.now().moving().isOpen()).isFalse();
    }

    @Test
    void whoBecomesAnotherMeanwhileIsToldOfInNobodysName() {
        outside.send(List.of(Outside.anonymously(
                Outside.track("visitor-9", "Order Completed", clock.instant(), Map.of("order_id", "v9", "total", 9)))));
        work("inbox");
        long visitor = sql.sql("select max(contact) from segment.person")
                .query(Long.class)
                .single();
        sql.sql("update segment.person set segments = segments || 1 where contact = ?")
                .param(visitor)
                .update();
        String segment = sql.sql("select name from segment.named where id = 1")
                .query(String.class)
                .single();
        everybody(new BeforeA(2, transactions, () -> {
                    Map<String, Object> signsIn =
                            new TreeMap<>(Outside.identify("twenty-4", Map.of("firstName", "Alex")));
                    signsIn.put("anonymousId", "visitor-9");
                    outside.send(List.of(signsIn));
                    work("inbox");
                }))
                .reckon(true, Progress.inLog("merging"));
        assertThat(sql.sql("select merged_into is not null from contact.contact where id = ?")
                        .param(visitor)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(told("twenty-4")).doesNotContain("Left " + segment);
    }

    @Test
    void whoeverHasSomebodysRowIsNotWaitedForWithOthersRowsInHand() throws Exception {
        long one = id("twenty-2").value();
        long other = id("twenty-12").value();
        sql.sql("update segment.person set r = null, f = null, m = null").update();
        Thread[] batch = {null};
        Throwable[] failed = {null};
        everybody(new BeforeA(2, transactions, () -> {
                    var begun = new java.util.concurrent.CountDownLatch(1);
                    batch[0] = new Thread(() -> transactions.executeWithoutResult(status -> {
                        contacts.lock(List.of(id("twenty-2"), id("twenty-12")));
                        touch(other);
                        begun.countDown();
                        pause();
                        touch(one);
                    }));
                    batch[0].setUncaughtExceptionHandler((thread, e) -> failed[0] = e);
                    batch[0].start();
                    await(begun);
                }))
                .reckon(false, Progress.inLog("beside a batch"));
        batch[0].join();
        assertThat(failed[0]).isNull();
        assertThat(sql.sql("select count(*) from segment.person where r is null and contact in (?, ?)")
                        .param(one)
                        .param(other)
                        .query(Long.class)
                        .single())
                .as("both are ranked")
                .isZero();
    }

    private void touch(long contact) {
        sql.sql("update segment.person set revision = revision + 1 where contact = ?")
                .param(contact)
                .update();
    }

    private static void pause() {
        try {
            Thread.sleep(700);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(java.util.concurrent.CountDownLatch begun) {
        try {
            begun.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String whoWouldEnterHighValue() {
        return sql.sql("select c.user_id from shop.purchase p join contact.contact c on c.id = p.contact"
                        + " where c.user_id like 'twenty-%' group by 1 having sum(p.net) between 250 and 499 limit 1")
                .query(String.class)
                .single();
    }

    private long inRfm(String name) {
        return places().values().stream().filter(of -> of.contains(name)).count();
    }

    private void on(TableVersion version, Map<String, ?> how) {
        var answer = post(version, how);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private java.net.http.HttpResponse<String> post(TableVersion version, Map<String, ?> how) {
        return outside.as("admin", "POST", "/api/segments/tables/" + version.id() + "/on", how);
    }

    private Map<String, Map<String, Integer>> counted(TableVersion version) {
        Map<String, Map<String, Integer>> counted = new TreeMap<>();
        JsonNode moves = Outside.read(now(version).counts());
        moves.fields()
                .forEachRemaining(each -> counted.put(
                        each.getKey(),
                        new TreeMap<>(Map.of(
                                "enter",
                                each.getValue().path("enter").asInt(),
                                "leave",
                                each.getValue().path("leave").asInt()))));
        return counted;
    }

    private static Map<String, Map<String, Integer>> difference(
            Map<Long, Set<String>> before, Map<Long, Set<String>> after) {
        Map<String, Map<String, Integer>> moved = new TreeMap<>();
        after.forEach((contact, segments) -> {
            segments.stream()
                    .filter(each -> !before.get(contact).contains(each))
                    .forEach(each -> add(moved, each, "enter"));
            before.get(contact).stream()
                    .filter(each -> !segments.contains(each))
                    .forEach(each -> add(moved, each, "leave"));
        });
        return moved;
    }

    private static void add(Map<String, Map<String, Integer>> moved, String segment, String way) {
        moved.computeIfAbsent(segment, any -> new TreeMap<>(Map.of("enter", 0, "leave", 0)))
                .merge(way, 1, Integer::sum);
    }

    /** Nothing that catches exceptions catches this one. */
    private static class NodeDied extends Error {}
}
