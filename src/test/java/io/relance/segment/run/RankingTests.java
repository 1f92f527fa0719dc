package io.relance.segment.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.segment.fact.Asking;
import io.relance.shop.ShopProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** When everybody is ranked by itself: after orders and at night, once for all nodes, and again where it failed. */
class RankingTests extends ShopOfTwenty {

    @Autowired
    RankingRows rankingRows;

    @Autowired
    OutlookRows outlooks;

    @Autowired
    ShopProfile shop;

    @Autowired
    Asking asking;

    @Test
    void anOrderThatOneNodeHearsOfIsRankedByAnother() {
        assertThat(another().due(clock.instant())).isEmpty();
        outside.send(List.of(order(1, "ranked-" + clock.instant(), clock.instant(), 40)));
        work("inbox");
        Instant due = clock.instant().plusSeconds(1);
        assertThat(another().nextDue()).contains(due);
        assertThat(another().due(due)).contains(Run.Kind.RANKING);

        clock.set(due);
        work("segment runs");
        assertThat(latest(Run.Kind.RANKING).state()).isEqualTo("done");
        assertThat(another().due(due)).isEmpty();
        outside.send(List.of(order(1, "again-" + clock.instant(), clock.instant(), 40)));
        work("inbox");
        clock.advance(Duration.ofSeconds(1));
        work("segment runs");
        assertThat(count(Run.Kind.RANKING)).as("of rankings the latest is kept").isEqualTo(1);
    }

    @Test
    void aNightIsOneRunForAllNodesAndTellsHowFarItIs() {
        Instant night = nextNight();
        clock.set(night.minusSeconds(1));
        work("segment runs");
        long nights = count(Run.Kind.NIGHT);
        clock.set(night);
        assertThat(another().due(night)).contains(Run.Kind.NIGHT);
        work("segment runs");
        assertThat(count(Run.Kind.NIGHT)).isEqualTo(nights + 1);
        assertThat(another().due(night)).isEmpty();
        Run run = latest(Run.Kind.NIGHT);
        JsonNode told = Outside.read(outside.as("admin", "GET", "/api/segments/runs/" + run.id(), null)
                .body());
        assertThat(told.path("kind").asText()).isEqualTo("night");
        assertThat(told.path("state").asText()).isEqualTo("done");
        assertThat(told.path("result").has("moved")).isTrue();
    }

    @Test
    void whoBuysWhileEverybodyIsLookedAtStaysWhereTheOrderPutThem() throws Exception {
        String first = "ranked-first-" + clock.instant();
        outside.send(List.of(Outside.identify(first, Map.of("email", "ranked-first@example.org"))));
        work("inbox");
        Instant now = clock.instant();
        Runnable orders = () -> {
            outside.send(List.of(
                    order(19, "meanwhile-" + now, now, 5_000),
                    Outside.track(first, "Order Completed", now, Map.of("order_id", first, "total", 20))));
            work("inbox");
        };
        EverybodyRows amid = new EverybodyRows(sql, asking, shop) {
            @Override
            void rank(Instant moment) {
                super.rank(moment);
                // Of another transaction, as an intake batch is.
                CompletableFuture.runAsync(orders).join();
            }
        };
        long told = told();
        new Everybody(amid, tables, ranking, judge, moves, contacts, transactions, clock)
                .reckon(true, Progress.inLog("amid orders"));
        assertThat(places().get(id("twenty-19").value())).contains("high_value");
        assertThat(told("twenty-19")).contains("Entered high_value").doesNotContain("Left high_value");
        assertThat(places().get(id(first).value())).contains("new_customers").doesNotContain("new_sign_ups");
        assertThat(told(first)).containsOnlyOnce("Entered new_customers").doesNotContain("Left new_customers");
        assertThat(told()).isGreaterThan(told);
    }

    @Test
    void aRankingThatFailsIsTriedAgainInAQuarterOfAnHour() {
        outside.send(List.of(order(2, "failing-" + clock.instant(), clock.instant(), 40)));
        work("inbox");
        clock.advance(Duration.ofSeconds(1));
        plant("insert on segment.staged for each statement");
        work("segment runs");
        Run failed = latest(Run.Kind.RANKING);
        assertThat(failed.state()).isEqualTo("failed");
        Instant again = clock.instant().plus(Ranking.TRY_AGAIN);
        assertThat(segmentRuns().nextDue()).contains(again);
        uproot();
        work("segment runs");
        assertThat(latest(Run.Kind.RANKING).id()).as("not at once").isEqualTo(failed.id());

        clock.set(again);
        work("segment runs");
        assertThat(latest(Run.Kind.RANKING).state()).isEqualTo("done");
        assertThat(segmentRuns().nextDue().orElseThrow()).isAfter(again);
    }

    @Test
    void aNightWhoseOutlookFailsIsNotLostNorTriedEverySecond() {
        Instant night = nextNight();
        clock.set(night);
        plant("insert on segment.model for each statement");
        work("segment runs");
        assertThat(latest(Run.Kind.NIGHT).state()).isEqualTo("failed");
        long nights = count(Run.Kind.NIGHT);
        clock.advance(Duration.ofSeconds(30));
        work("segment runs");
        assertThat(latest(Run.Kind.RANKING).state()).as("ranks need no outlook").isEqualTo("done");
        assertThat(count(Run.Kind.NIGHT)).isEqualTo(nights);
        uproot();
        clock.set(night.plus(Ranking.TRY_AGAIN));
        work("segment runs");
        assertThat(latest(Run.Kind.NIGHT).state()).isEqualTo("done");
    }

    @Test
    void whoBoughtAsAVisitorKeepsTheirRanksAsWhoTheyAre() {
        outside.send(List.of(
                Outside.identify("signs-in", Map.of("email", "signs-in@example.org")),
                Outside.anonymously(Outside.track(
                        "guest", "Order Completed", clock.instant(), Map.of("order_id", "guest-1", "total", 80)))));
        work("inbox");
        clock.advance(Duration.ofSeconds(1));
        work("segment runs");
        assertThat(another().due(clock.instant().plusSeconds(60))).isEmpty();

        Map<String, Object> signsIn = new HashMap<>(Outside.identify("signs-in", Map.of("firstName", "Charlie")));
        signsIn.put("anonymousId", "guest");
        outside.send(List.of(signsIn));
        work("inbox");
        assertThat(sql.sql("select r from segment.person where contact = ?")
                        .param(id("signs-in").value())
                        .query(Integer.class)
                        .single())
                .isNotNull();
        assertThat(another().due(clock.instant().plusSeconds(60))).contains(Run.Kind.RANKING);
    }

    @Test
    void ranksThatHistoryBroughtAreToldWithoutStartingAnythingUntilSomethingHappens() {
        Instant long_ago = clock.instant().minus(Duration.ofDays(200));
        for (String who : List.of("imported", "returned")) {
            outside.send(List.of(
                    Outside.track(who, "Order Completed", long_ago, Map.of("order_id", "old-" + who, "total", 3_000))));
        }
        work("inbox");
        outside.send(List.of(Outside.track("returned", "Page Viewed", clock.instant(), Map.of("path", "/"))));
        work("inbox");
        assertThat(told("imported")).isNotEmpty().allMatch(each -> each.endsWith("(quietly)"));
        clock.advance(Duration.ofSeconds(1));
        work("segment runs");
        assertThat(told("imported")).anyMatch(each -> each.startsWith("Entered rfm_"));
        assertThat(told("imported")).allMatch(each -> each.endsWith("(quietly)"));
        assertThat(told("returned"))
                .filteredOn(each -> each.startsWith("Entered rfm_"))
                .isNotEmpty()
                .noneMatch(each -> each.endsWith("(quietly)"));
    }

    @Test
    void aProfileThatIsBroughtAlongFromElsewhereStartsNothing() {
        Map<String, Object> old = new HashMap<>(Outside.identify("brought", Map.of("email", "brought@example.org")));
        old.put("timestamp", clock.instant().minus(Duration.ofDays(900)).toString());
        outside.send(List.of(old, Outside.identify("signed-up", Map.of("email", "signed-up@example.org"))));
        work("inbox");
        assertThat(told("brought")).contains("Entered new_sign_ups (quietly)").doesNotContain("Entered new_sign_ups");
        assertThat(told("signed-up")).contains("Entered new_sign_ups");
    }

    @Test
    void whatTimeMakesOfHistoryThatNobodyHasRankedYetStartsNothingEither() {
        Instant then = clock.instant().minus(Duration.ofDays(90)).plusSeconds(30);
        outside.send(
                List.of(Outside.track("ages", "Order Completed", then, Map.of("order_id", "ages-1", "total", 10))));
        work("inbox");
        assertThat(told("ages")).noneMatch(each -> each.startsWith("Entered at_risk"));
        clock.advance(Duration.ofMinutes(1));
        work("segments");
        assertThat(told("ages")).contains("Entered at_risk (quietly)");
    }

    private Ranking another() {
        return new Ranking(rankingRows, outlooks, shop, clock);
    }

    private Instant nextNight() {
        return clock.instant()
                .atZone(ZoneId.of("Europe/Paris"))
                .toLocalDate()
                .plusDays(1)
                .atTime(3, 0)
                .atZone(ZoneId.of("Europe/Paris"))
                .toInstant();
    }
}
