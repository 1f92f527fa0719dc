package io.relance.shop.wish;

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

        String sawTheShops = "saw-the-shops-" + camille;
        sees(sawTheShops, lamp, "50");
        price(lamp, "40");
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(sawTheShops)).hasSize(1);
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
        String sawMore = "saw-more-" + camille;
        price(lamp, "100");
        sees(camille, lamp, "100");
        sees(sawMore, lamp, "120");
        price(lamp, "50");
        walk(WORK, Duration.ofMinutes(5));
        price(lamp, "100");
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).isEmpty();
        assertThat(drops(sawMore)).as("for whom it is still less").hasSize(1);
    }

    @Test
    void neitherWhoBoughtItNorWhoSawItLongAgoNorInAnotherCurrency() {
        String longAgo = "long-ago-" + camille;
        String dollars = "dollars-" + camille;
        String told = "told-" + camille;
        price(lamp, "100");
        sees(longAgo, lamp, "100");
        after("P2D");
        sees(told, lamp, "100");
        after("P89D");
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
        assertThat(drops(told)).as("who saw it in time, and has not bought it").hasSize(1);
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
    void aVariantIsToldApartByItsIdElseItsSku() {
        told(
                "Product Updated",
                lamp,
                Map.of(
                        "price",
                        100,
                        "variants",
                        List.of(
                                Map.of("variant_id", "s", "price", 60),
                                Map.of("variant_id", "xl", "price", 150),
                                Map.of("sku", "L-M", "price", 80))));
        String large = "large-" + camille;
        String bySku = "by-sku-" + camille;
        String unknown = "unknown-" + camille;
        String whole = "whole-" + camille;
        sees(camille, Map.of("variant_id", "s", "price", 60));
        sees(large, Map.of("variant_id", "xl", "sku", "L-XL", "price", 150));
        sees(bySku, Map.of("variant_id", "4711", "sku", "L-M", "price", 80));
        sees(unknown, Map.of("variant_id", "xxl", "price", 150));
        sees(whole, lamp, "100");

        price(lamp, "80");
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(whole)).hasSize(1);
        assertThat(drops(camille)).isEmpty();
        assertThat(drops(large)).as("which costs what it did").isEmpty();
        assertThat(drops(unknown)).as("of which nobody told what it costs").isEmpty();

        told(
                "Product Updated",
                lamp,
                Map.of("variants", List.of(Map.of("variant_id", "s", "price", 40), Map.of("sku", "L-M", "price", 70))));
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).hasSize(1);
        assertThat(drops(camille).get(0).properties())
                .containsEntry("variant_id", "s")
                .containsEntry("percent", 33);
        assertThat(drops(bySku)).hasSize(1);
        assertThat(drops(large)).isEmpty();
    }

    @Test
    void thePriceOfOneVariantIsNotWhatWasSeenOfAnother() {
        told("Product Updated", lamp, Map.of("variants", List.of(Map.of("sku", "L-S", "price", 60))));
        sees(camille, Map.of("sku", "L-S", "price", 60));
        after("PT1M");
        sees(camille, Map.of("sku", "L-M"));
        told("Product Updated", lamp, Map.of("variants", List.of(Map.of("sku", "L-M", "price", 40))));
        String other = "other-" + camille;
        sees(other, Map.of("sku", "L-M"));
        after("PT1M");
        told("Product Updated", lamp, Map.of("variants", List.of(Map.of("sku", "L-M", "price", 30))));
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).isEmpty();
        assertThat(drops(other)).as("who saw what the shelf said").hasSize(1);
    }

    @Test
    void aVariantMayCostSomethingInACurrencyOfItsOwn() {
        told("Product Updated", lamp, Map.of("variant_id", "s", "price", 59, "currency", "GBP"));
        String euros = "euros-" + camille;
        sees(camille, Map.of("variant_id", "s", "price", 59, "currency", "GBP"));
        sees(euros, Map.of("variant_id", "s", "price", 59));
        after("PT1M");
        told("Product Updated", lamp, Map.of("variant_id", "s", "price", 40));
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(euros)).isEmpty();
        assertThat(drops(camille)).hasSize(1);
        assertThat(drops(camille).get(0).properties()).containsEntry("currency", "GBP");

        told("Product Updated", lamp, Map.of("variant_id", "s", "price", 20, "currency", "EUR"));
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).as("another currency is no drop").hasSize(1);
        assertThat(drops(euros)).isEmpty();
    }

    @Test
    void whatAVisitorSaidOfPriceAndCurrencyNeverStandsAsIfTheShopHad() {
        does("dollars-" + camille, "Product Viewed", Map.of("product_id", lamp, "price", 110, "currency", "USD"));
        price(lamp, "100");
        sees(camille, lamp, "100");
        price(lamp, "50");
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).hasSize(1);

        String mug = Facts.newId("mug");
        sees("cheap-" + camille, mug, "5");
        told("Product Updated", mug, Map.of("variant_id", "s", "price", 60));
        assertThat(shelf.find(mug).orElseThrow().price()).isNull();
        String whole = "whole-" + camille;
        String small = "small-" + camille;
        sees(whole, mug, "69");
        does(small, "Product Viewed", Map.of("product_id", mug, "variant_id", "s", "price", 60));
        after("PT1M");
        told("Product Updated", mug, Map.of("variant_id", "s", "price", 40));
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(whole)).isEmpty();
        assertThat(drops(small)).hasSize(1);
    }

    @Test
    void whatSomebodyWasToldTheyKnowWhateverIsHeardOfLater() {
        price(lamp, "100");
        does(camille, "Product Added", Map.of("product_id", lamp, "price", 100, "cart_id", "c-" + camille));
        Instant filled = clock.instant();
        after("PT10M");
        price(lamp, "80");
        walk(WORK, Duration.ofMinutes(20));
        assertThat(drops(camille)).hasSize(1);

        walk("abandoned carts", filled.plus(Duration.ofHours(1)));
        assertThat(happened(camille, "Cart Abandoned")).hasSize(1);
        does(camille, "Product Viewed", Map.of("product_id", lamp, "price", 100), filled.plus(Duration.ofMinutes(5)));
        String visitor = Facts.newId("visitor");
        timeline.receive(List.of(Facts.acted(
                Facts.visitor(visitor),
                "Product Viewed",
                Map.of("product_id", lamp, "price", 100),
                filled.plus(Duration.ofMinutes(6)))));
        timeline.receive(List.of(Facts.aliased(camille, visitor)));
        String other = "other-" + camille;
        sees(other, lamp, "100");
        price(lamp, "79.99");
        walk(WORK, Duration.ofHours(1));
        assertThat(drops(camille)).hasSize(1);
        assertThat(drops(other)).hasSize(1);
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

    private void sees(String user, Map<String, Object> seen) {
        Map<String, Object> properties = new HashMap<>(seen);
        properties.put("product_id", lamp);
        does(user, "Product Viewed", properties);
    }

    private void price(String product, String price) {
        clock.advance(Duration.ofSeconds(1));
        told("Product Updated", product, Map.of("name", product, "price", price));
    }

    private void after(String period) {
        clock.advance(Duration.parse(period));
    }
}
