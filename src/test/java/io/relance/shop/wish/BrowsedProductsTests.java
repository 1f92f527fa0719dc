package io.relance.shop.wish;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Activity;
import io.relance.contact.Facts;
import io.relance.shop.ShelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BrowsedProductsTests extends ShelfTest {

    private static final String WORK = "browsed products";

    @Test
    void aSecondLookIsToldSomeHoursLater() {
        looks(camille);
        walk(WORK, Duration.ofDays(1));
        assertThat(told(camille)).isEmpty();
        Instant last = clock.instant();
        looks(camille);
        walk(WORK, Duration.ofHours(5));
        assertThat(told(camille)).hasSize(1);
        assertThat(told(camille).get(0).at()).isEqualTo(last.plus(Duration.ofHours(4)));
        assertThat(told(camille).get(0).properties())
                .containsEntry("product_id", lamp)
                .containsEntry("name", "Lampe")
                .containsEntry("times", 2);
    }

    @Test
    void everyLookPutsItOff() {
        looks(camille);
        after("PT3H");
        looks(camille);
        after("PT3H");
        looks(camille);
        walk(WORK, Duration.ofHours(3));
        assertThat(told(camille)).isEmpty();
        walk(WORK, Duration.ofHours(2));
        assertThat(told(camille)).hasSize(1);
    }

    @Test
    void looksFarApartDoNotAddUp() {
        looks(camille);
        after("P8D");
        looks(camille);
        walk(WORK, Duration.ofDays(1));
        assertThat(told(camille)).isEmpty();
    }

    @Test
    void whoTakesItIsNotTold() {
        looks(camille);
        looks(camille);
        after("PT1H");
        does(camille, "Product Added", Map.of("product_id", lamp, "cart_id", "c"));
        String buyer = "buyer-" + camille;
        String other = "other-" + camille;
        looks(other);
        looks(other);
        looks(buyer);
        looks(buyer);
        does(
                buyer,
                "Order Completed",
                Map.of("order_id", "o-" + buyer, "products", List.of(Map.of("product_id", lamp))));
        walk(WORK, Duration.ofDays(1));
        assertThat(told(camille)).isEmpty();
        assertThat(told(buyer)).isEmpty();
        assertThat(told(other)).as("who did not take it").hasSize(1);
    }

    @Test
    void whoJustBoughtItIsNotTold() {
        String longAgo = "long-ago-" + camille;
        buys(longAgo);
        after("P8D");
        buys(camille);
        after("PT5M");
        for (String user : List.of(camille, longAgo)) {
            looks(user);
            looks(user);
        }
        walk(WORK, Duration.ofDays(1));
        assertThat(told(camille)).isEmpty();
        assertThat(told(longAgo)).hasSize(1);
    }

    @Test
    void whatLiesInAnOpenCartIsNotTold() {
        String tookItOut = "took-it-out-" + camille;
        for (String user : List.of(camille, tookItOut)) {
            does(user, "Product Added", Map.of("product_id", lamp, "cart_id", "c-" + user));
        }
        after("P1D");
        does(tookItOut, "Product Removed", Map.of("product_id", lamp, "cart_id", "c-" + tookItOut));
        for (String user : List.of(camille, tookItOut)) {
            looks(user);
            looks(user);
        }
        walk(WORK, Duration.ofDays(1));
        assertThat(told(camille)).isEmpty();
        assertThat(told(tookItOut)).hasSize(1);
    }

    @Test
    void looksOfTwoWhoBecomeOneAddUp() {
        String visitor = Facts.newId("visitor");
        looks(camille);
        after("PT1H");
        timeline.receive(List.of(Facts.acted(
                Facts.visitor(visitor), "Product Viewed", Map.of("product_id", lamp, "price", 10), clock.instant())));
        Instant last = clock.instant();
        after("PT1H");
        timeline.receive(List.of(Facts.aliased(camille, visitor)));
        walk(WORK, Duration.ofDays(1));
        assertThat(told(camille)).hasSize(1);
        assertThat(told(camille).get(0).at()).isEqualTo(last.plus(Duration.ofHours(4)));
    }

    @Test
    void looksOfLongAgoAreNotToldOfSinceTwoBecomeOne() {
        String visitor = Facts.newId("visitor");
        timeline.receive(List.of(
                old(Facts.user(camille), NINE.minus(Duration.ofHours(50))),
                old(Facts.visitor(visitor), NINE.minus(Duration.ofHours(49)))));
        timeline.receive(List.of(Facts.aliased(camille, visitor)));
        walk(WORK, Duration.ofDays(1));
        assertThat(told(camille)).isEmpty();
    }

    private io.relance.contact.Fact.Acted old(io.relance.contact.Fact.Who who, Instant at) {
        return new io.relance.contact.Fact.Acted(who, at, "Product Viewed", Map.of("product_id", lamp), "test", false);
    }

    private void buys(String user) {
        does(user, "Order Completed", Map.of("order_id", "o-" + user, "products", List.of(Map.of("product_id", lamp))));
    }

    @Test
    void itIsToldOnceAMonth() {
        looks(camille);
        looks(camille);
        walk(WORK, Duration.ofDays(1));
        looks(camille);
        looks(camille);
        walk(WORK, Duration.ofDays(1));
        assertThat(told(camille)).hasSize(1);
        after("P31D");
        looks(camille);
        looks(camille);
        walk(WORK, Duration.ofDays(1));
        assertThat(told(camille)).hasSize(2);
    }

    @Test
    void historyAndOutagesStartNothing() {
        timeline.receive(List.of(
                new io.relance.contact.Fact.Acted(
                        Facts.user(camille), NINE, "Product Viewed", Map.of("product_id", lamp), "test", false),
                new io.relance.contact.Fact.Acted(
                        Facts.user(camille), NINE, "Product Viewed", Map.of("product_id", lamp), "test", false)));
        String late = "late-" + camille;
        looks(late);
        looks(late);
        after("P3D");
        walk(WORK, Duration.ofDays(1));
        assertThat(told(camille)).isEmpty();
        assertThat(told(late)).isEmpty();
        assertThat(work(WORK).nextDue()).isEmpty();
    }

    @Test
    void whatTheOtherOneBoughtCountsOnceTheyAreOne() {
        String visitor = Facts.newId("visitor");
        for (int i = 0; i < 2; i++) {
            timeline.receive(List.of(Facts.acted(
                    Facts.visitor(visitor), "Product Viewed", Map.of("product_id", lamp), clock.instant())));
        }
        after("PT1H");
        does(
                camille,
                "Order Completed",
                Map.of("order_id", "o-" + camille, "products", List.of(Map.of("product_id", lamp))));
        timeline.receive(List.of(Facts.aliased(camille, visitor)));
        walk(WORK, Duration.ofDays(1));
        assertThat(told(camille)).isEmpty();
    }

    @Test
    void twoNodesTellOnce() {
        looks(camille);
        looks(camille);
        after("PT4H");
        Instant now = clock.instant();
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> work(WORK).runDue(now)),
                        CompletableFuture.runAsync(() -> work(WORK).runDue(now)))
                .join();
        work(WORK).runDue(now);
        assertThat(told(camille)).hasSize(1);
    }

    private List<Activity> told(String user) {
        return happened(user, "Browse Abandoned");
    }

    private void looks(String user) {
        does(user, "Product Viewed", Map.of("product_id", lamp, "name", "Lampe", "price", 10));
    }

    private void after(String period) {
        clock.advance(Duration.parse(period));
    }
}
