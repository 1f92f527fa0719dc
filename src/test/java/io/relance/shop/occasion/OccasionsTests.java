package io.relance.shop.occasion;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Activity;
import io.relance.contact.Facts;
import io.relance.shop.ShelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OccasionsTests extends ShelfTest {

    private static final String WORK = "occasions";

    @BeforeEach
    void forgetOtherPeople() {
        sql.sql("truncate shop.occasion").update();
    }

    @Test
    void aBirthdayIsOnThePersonsOwnClock() {
        String kiribati = "kiribati-" + camille;
        String hawaii = "hawaii-" + camille;
        is(camille, Map.of("birthday", "1990-05-04"));
        is(kiribati, Map.of("birthday", "1990-05-04", "timezone", "Pacific/Kiritimati"));
        is(hawaii, Map.of("birthday", "1990-05-04", "timezone", "Pacific/Honolulu"));
        walk(WORK, Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(moments(camille, "Birthday")).containsExactly("2026-05-04T07:00:00Z");
        assertThat(moments(kiribati, "Birthday")).containsExactly("2026-05-03T19:00:00Z");
        assertThat(moments(hawaii, "Birthday")).containsExactly("2026-05-04T19:00:00Z");
        assertThat(happened(hawaii, "Birthday").get(0).properties()).containsEntry("date", "2026-05-04");
    }

    @Test
    void theLeapDayComesRoundEveryYear() {
        is(camille, Map.of("birthday", "1992-02-29"));
        walk(WORK, Instant.parse("2029-03-01T12:00:00Z"));
        assertThat(happened(camille, "Birthday"))
                .extracting(told -> told.properties().get("date"))
                .containsExactly("2027-02-28", "2028-02-29", "2029-02-28");
    }

    @Test
    void aDateCorrectedTheDayBeforeIsToldOnItsDayAndOneCorrectedAfterIsNot() {
        is(camille, Map.of("birthday", "1990-05-20"));
        walk(WORK, Instant.parse("2026-05-09T12:00:00Z"));
        is(camille, Map.of("birthday", "1990-05-10"));
        walk(WORK, Instant.parse("2026-05-11T12:00:00Z"));
        is(camille, Map.of("birthday", "1990-05-12"));
        walk(WORK, Instant.parse("2027-05-31T12:00:00Z"));
        assertThat(happened(camille, "Birthday"))
                .extracting(told -> told.properties().get("date"))
                .containsExactly("2026-05-10", "2027-05-12");
    }

    @Test
    void whoMovesHasTheirBirthdayThere() {
        is(camille, Map.of("birthday", "1990-05-04"));
        walk(WORK, Instant.parse("2026-05-03T12:00:00Z"));
        is(camille, Map.of("timezone", "Pacific/Honolulu"));
        walk(WORK, Instant.parse("2026-05-06T12:00:00Z"));
        assertThat(moments(camille, "Birthday")).containsExactly("2026-05-04T19:00:00Z");
    }

    @Test
    void aNodeThatWasAwayCatchesUpWithinTheDay() {
        String late = "late-" + camille;
        is(camille, Map.of("birthday", "1990-05-04"));
        is(late, Map.of("birthday", "1990-05-03"));
        walk(WORK, Instant.parse("2026-05-02T12:00:00Z"));
        clock.set(Instant.parse("2026-05-04T20:00:00Z"));
        work(WORK).runDue(clock.instant());
        assertThat(moments(camille, "Birthday")).containsExactly("2026-05-04T20:00:00Z");
        assertThat(moments(late, "Birthday")).as("a day late is no birthday").isEmpty();
    }

    @Test
    void whoTakesTheirBirthdayBackHasNone() {
        is(camille, Map.of("birthday", "1990-05-04"));
        Map<String, Object> taken = new HashMap<>();
        taken.put("birthday", null);
        is(camille, taken);
        is("typo-" + camille, Map.of("birthday", "04/05/1990"));
        walk(WORK, Instant.parse("2026-06-01T00:00:00Z"));
        assertThat(happened(camille, "Birthday")).isEmpty();
    }

    @Test
    void theFirstOrderHasItsAnniversary() {
        order("first", "2024-02-29T23:30:00Z");
        order("second", "2025-06-01T12:00:00Z");
        walk(WORK, Instant.parse("2027-03-02T12:00:00Z"));
        // Half past midnight in Paris: the first of March.
        assertThat(happened(camille, "First Order Anniversary"))
                .extracting(told -> told.properties().get("date"))
                .containsExactly("2027-03-01");
        assertThat(happened(camille, "First Order Anniversary").get(0).properties())
                .containsEntry("years", 3);
    }

    @Test
    void anOrderThatWasCancelledHasNone() {
        order("only", "2025-06-01T12:00:00Z");
        does(camille, "Order Cancelled", Map.of("order_id", "only"));
        walk(WORK, Instant.parse("2027-01-01T12:00:00Z"));
        assertThat(happened(camille, "First Order Anniversary")).isEmpty();
    }

    @Test
    void whoDoesNothingForNinetyDaysBecomesInactiveOnce() {
        views(camille);
        walk(WORK, Duration.ofDays(60));
        views(camille);
        Instant last = clock.instant();
        // What others do is no act of theirs.
        clock.advance(Duration.ofDays(10));
        does(camille, "Back In Stock", Map.of("product_id", lamp));
        walk(WORK, last.plus(Duration.ofDays(400)));
        assertThat(moments(camille, "Became Inactive"))
                .containsExactly(last.plus(Duration.ofDays(90)).toString());
    }

    @Test
    void whoComesBackMayBecomeInactiveAgainToTheDay() {
        views(camille);
        walk(WORK, Duration.ofDays(100));
        Instant back = clock.instant();
        views(camille);
        walk(WORK, Duration.ofDays(200));
        assertThat(moments(camille, "Became Inactive"))
                .containsExactly(
                        NINE.plus(Duration.ofDays(90)).toString(),
                        back.plus(Duration.ofDays(90)).toString());
    }

    @Test
    void aHistoryToldTodayAndAVisitorNobodyKnowsBecomeNothing() {
        String visitor = Facts.newId("visitor");
        does(camille, "Product Viewed", Map.of("product_id", lamp), NINE.minus(Duration.ofDays(300)));
        timeline.receive(List.of(
                Facts.acted(Facts.visitor(visitor), "Product Viewed", Map.of("product_id", lamp), clock.instant())));
        walk(WORK, Duration.ofDays(400));
        assertThat(happened(camille, "Became Inactive")).isEmpty();
        assertThat(sql.sql("select count(*) from contact.activity where name = 'Became Inactive' and contact_id ="
                                + " (select contact_id from contact.identity where value = ?)")
                        .param(visitor)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void twoWhoBecomeOneAreToldOnce() {
        String visitor = Facts.newId("visitor");
        is(camille, Map.of("birthday", "1990-05-04"));
        walk(WORK, Instant.parse("2026-05-04T12:00:00Z"));
        timeline.receive(List.of(new io.relance.contact.Fact.Identified(
                Facts.visitor(visitor), clock.instant(), Map.of("birthday", "1990-05-04"), "test", true)));
        timeline.receive(List.of(Facts.aliased(camille, visitor)));
        walk(WORK, Instant.parse("2026-12-01T12:00:00Z"));
        assertThat(happened(camille, "Birthday")).hasSize(1);
    }

    @Test
    void twoNodesTellOnce() {
        is(camille, Map.of("birthday", "1990-05-04"));
        work(WORK).runDue(clock.instant());
        clock.set(Instant.parse("2026-05-04T07:00:00Z"));
        Instant now = clock.instant();
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> work(WORK).runDue(now)),
                        CompletableFuture.runAsync(() -> work(WORK).runDue(now)))
                .join();
        work(WORK).runDue(now);
        assertThat(happened(camille, "Birthday")).hasSize(1);
    }

    private List<String> moments(String user, String name) {
        return happened(user, name).stream()
                .map(Activity::at)
                .map(Instant::toString)
                .toList();
    }

    private void views(String user) {
        does(user, "Product Viewed", Map.of("product_id", lamp));
    }

    private void order(String id, String at) {
        does(
                camille,
                "Order Completed",
                Map.of("order_id", id, "products", List.of(Map.of("product_id", lamp, "price", 5))),
                Instant.parse(at));
    }
}
