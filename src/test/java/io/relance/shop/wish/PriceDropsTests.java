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

class PriceDropsTests extends ShelfTest {

    private static final String WORK = "price drops";

    @Test
    void whoSawAHigherPriceIsTold() {
        price(lamp, "100");
        sees(camille, lamp, "100");
        after("P10D");
        price(lamp, "90");
        walk(WORK, Duration.ofMinutes(14));
        assertThat(drops(camille)).as("gathered for a while").isEmpty();
        walk(WORK, Duration.ofMinutes(2));
        assertThat(drops(camille)).hasSize(1);
        Activity told = drops(camille).get(0);
        assertThat(told.properties())
                .containsEntry("product_id", lamp)
                .containsEntry("percent", 10)
                .containsEntry("currency", "EUR");
        assertThat(new java.math.BigDecimal(
                        told.properties().get("price_before").toString()))
                .isEqualByComparingTo("100");
        assertThat((List<?>) told.properties().get("products")).hasSize(1);
    }

    @Test
    void aFirstPriceIsNoDropNorIsWhatVisitorsSay() {
        sees(camille, lamp, "100");
        price(lamp, "50");
        sees("other-" + camille, lamp, "1");
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).isEmpty();
        assertThat(work(WORK).nextDue()).isEmpty();
    }

    @Test
    void tooLittleIsNotWorthTellingUntilItAddsUp() {
        price(lamp, "100");
        sees(camille, lamp, "100");
        price(lamp, "95");
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).isEmpty();
        price(lamp, "89");
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).hasSize(1);
    }

    @Test
    void theSameDropIsToldOnce() {
        price(lamp, "100");
        sees(camille, lamp, "100");
        for (String price : List.of("80", "100", "80", "79")) {
            after("PT1H");
            price(lamp, price);
            walk(WORK, Duration.ofHours(1));
        }
        assertThat(drops(camille)).hasSize(1);
        after("PT1H");
        price(lamp, "60");
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).hasSize(2);
    }

    @Test
    void severalProductsAreOneMessageTheDeepestFirst() {
        String mug = Facts.newId("mug");
        String soldOut = Facts.newId("rug");
        for (String product : List.of(lamp, mug, soldOut)) {
            price(product, "100");
            sees(camille, product, "100");
        }
        after("PT1H");
        price(lamp, "90");
        after("PT10M");
        price(mug, "70");
        told("Product Updated", soldOut, Map.of("price", 10, "stock", 0));
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).hasSize(1);
        assertThat(drops(camille).get(0).properties()).containsEntry("product_id", mug);
        assertThat((List<?>) drops(camille).get(0).properties().get("products")).hasSize(2);
    }

    @Test
    void aPriceThatWentUpAgainIsNotTold() {
        price(lamp, "100");
        sees(camille, lamp, "100");
        price(lamp, "50");
        walk(WORK, Duration.ofMinutes(5));
        price(lamp, "100");
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).isEmpty();
    }

    @Test
    void neitherWhoBoughtItNorWhoSawItLongAgoNorInAnotherCurrency() {
        String longAgo = "long-ago-" + camille;
        String dollars = "dollars-" + camille;
        price(lamp, "100");
        sees(longAgo, lamp, "100");
        after("P91D");
        sees(camille, lamp, "100");
        does(
                camille,
                "Order Completed",
                Map.of("order_id", "o", "products", List.of(Map.of("product_id", lamp, "price", 100))));
        does(dollars, "Product Viewed", Map.of("product_id", lamp, "price", 110, "currency", "USD"));
        price(lamp, "50");
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).isEmpty();
        assertThat(drops(longAgo)).isEmpty();
        assertThat(drops(dollars)).isEmpty();
    }

    @Test
    void whatLiesInACartWasSeenAndLateNewsIsNotWhatWasSeenLast() {
        price(lamp, "100");
        after("PT1H");
        does(camille, "Product Added", Map.of("product_id", lamp, "price", 80, "cart_id", "c"));
        does(
                camille,
                "Product Viewed",
                Map.of("product_id", lamp, "price", 100),
                clock.instant().minus(Duration.ofMinutes(30)));
        price(lamp, "75");
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).isEmpty();
        price(lamp, "70");
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).hasSize(1);
    }

    @Test
    void aVariantHasAPriceOfItsOwn() {
        told(
                "Product Updated",
                lamp,
                Map.of("price", 100, "variants", List.of(Map.of("variant_id", "s", "sku", "L-S", "price", 60))));
        does(camille, "Product Viewed", Map.of("product_id", lamp, "sku", "L-S", "price", 60));
        String other = "other-" + camille;
        sees(other, lamp, "100");
        told("Product Updated", lamp, Map.of("variant_id", "s", "price", 40));
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).hasSize(1);
        assertThat(drops(other)).as("who saw the product's price").isEmpty();
    }

    @Test
    void twoWhoBecomeOneKnowWhatWasSeenLast() {
        price(lamp, "100");
        String visitor = Facts.newId("visitor");
        sees(camille, lamp, "100");
        after("PT1H");
        timeline.receive(List.of(Facts.acted(
                Facts.visitor(visitor), "Product Viewed", Map.of("product_id", lamp, "price", 50), clock.instant())));
        timeline.receive(List.of(Facts.aliased(camille, visitor)));
        price(lamp, "50");
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).isEmpty();
    }

    @Test
    void twoNodesTellEachOnce() {
        price(lamp, "100");
        List<String> people = java.util.stream.IntStream.range(0, 40)
                .mapToObj(i -> camille + "-" + i)
                .toList();
        people.forEach(user -> sees(user, lamp, "100"));
        price(lamp, "50");
        work(WORK).runDue(clock.instant());
        after("PT15M");
        Instant now = clock.instant();
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> work(WORK).runDue(now)),
                        CompletableFuture.runAsync(() -> work(WORK).runDue(now)))
                .join();
        work(WORK).runDue(now);
        assertThat(people).allSatisfy(user -> assertThat(drops(user)).hasSize(1));
    }

    private List<Activity> drops(String user) {
        return happened(user, "Price Dropped");
    }

    private void sees(String user, String product, String price) {
        does(user, "Product Viewed", Map.of("product_id", product, "price", price));
    }

    private void price(String product, String price) {
        clock.advance(Duration.ofSeconds(1));
        told("Product Updated", product, Map.of("name", product, "price", price));
    }

    private void after(String period) {
        clock.advance(Duration.parse(period));
    }
}
