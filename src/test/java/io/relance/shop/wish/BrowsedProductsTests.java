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
        looks(buyer);
        looks(buyer);
        does(
                buyer,
                "Order Completed",
                Map.of("order_id", "o-" + buyer, "products", List.of(Map.of("product_id", lamp))));
        walk(WORK, Duration.ofDays(1));
        assertThat(told(camille)).isEmpty();
        assertThat(told(buyer)).isEmpty();
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
