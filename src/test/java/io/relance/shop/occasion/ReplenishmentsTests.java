package io.relance.shop.occasion;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Contact;
import io.relance.contact.Facts;
import io.relance.shared.ContactId;
import io.relance.shop.ShelfTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ReplenishmentsTests extends ShelfTest {

    private static final String WORK = "replenishments";
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    Replenishments replenishments;

    @Test
    void whatIsUsedUpIsRemindedOfAroundItsDay() {
        told("Product Updated", lamp, Map.of("name", "Café", "usage_days", 20));
        buys(camille, "o-1", lamp, 2);
        assertThat(usedUpAt(camille)).isEqualTo(NINE.plus(Duration.ofDays(40)));
        walk(WORK, Duration.ofDays(100));
        assertThat(happened(camille, "Replenishment Due"))
                .extracting(told -> told.properties().get("offset_days") + " " + told.at())
                .containsExactly(
                        "-7 " + NINE.plus(Duration.ofDays(33)),
                        "-2 " + NINE.plus(Duration.ofDays(38)),
                        "5 " + NINE.plus(Duration.ofDays(45)));
        assertThat(happened(camille, "Replenishment Due").get(0).properties())
                .containsEntry("product_id", lamp)
                .containsEntry("name", "Café")
                .containsEntry("usedUpAt", NINE.plus(Duration.ofDays(40)).toString())
                .containsEntry("reckoned_by", "usage");
    }

    @Test
    void theNextOrderBeginsAnew() {
        told("Product Updated", lamp, Map.of("usage_days", 20));
        buys(camille, "o-1", lamp, 1);
        walk(WORK, Duration.ofDays(14));
        assertThat(happened(camille, "Replenishment Due")).hasSize(1);
        buys(camille, "o-2", lamp, 1);
        walk(WORK, Duration.ofDays(12));
        assertThat(happened(camille, "Replenishment Due")).hasSize(1);
        walk(WORK, Duration.ofDays(2));
        assertThat(happened(camille, "Replenishment Due")).hasSize(2);
    }

    @Test
    void whatWasCancelledIsNotUsedUpAndTheSameOrderToldAgainChangesNothing() {
        told("Product Updated", lamp, Map.of("usage_days", 20));
        buys(camille, "o-1", lamp, 1);
        walk(WORK, Duration.ofDays(14));
        does(camille, "Order Updated", Map.of("order_id", "o-1"));
        walk(WORK, Duration.ofHours(1));
        assertThat(happened(camille, "Replenishment Due")).hasSize(1);
        does(camille, "Order Cancelled", Map.of("order_id", "o-1"));
        walk(WORK, Duration.ofDays(60));
        assertThat(happened(camille, "Replenishment Due")).hasSize(1);
        assertThat(usedUpAt(camille)).isNull();
    }

    @Test
    void aPersonsOwnRhythmCountsMore() {
        told("Product Updated", lamp, Map.of("usage_days", 20));
        buys(camille, "o-1", lamp, 1);
        clock.advance(Duration.ofDays(40));
        buys(camille, "o-2", lamp, 1);
        clock.advance(Duration.ofDays(50));
        buys(camille, "o-3", lamp, 1);
        assertThat(usedUpAt(camille)).isEqualTo(clock.instant().plus(Duration.ofDays(45)));
    }

    @Test
    void whatIsNotUsedUpIsNotRemindedOf() {
        told("Product Updated", lamp, Map.of("name", "Lampe"));
        buys(camille, "o-1", lamp, 1);
        walk(WORK, Duration.ofDays(200));
        assertThat(happened(camille, "Replenishment Due")).isEmpty();
    }

    @Test
    void anOrderOfLongAgoIsRemindedOfOnlyFromNowOn() {
        told("Product Updated", lamp, Map.of("usage_days", 30));
        does(
                camille,
                "Order Completed",
                Map.of("order_id", "o-1", "products", List.of(Map.of("product_id", lamp, "quantity", 1))),
                NINE.minus(Duration.ofDays(29)));
        walk(WORK, Duration.ofDays(60));
        assertThat(happened(camille, "Replenishment Due"))
                .extracting(told -> ((Number) told.properties().get("offset_days")).intValue())
                .containsExactly(5);
    }

    @Test
    void aUsageTimeToldLaterCountsForWhatWasBoughtBefore() {
        buys(camille, "o-1", lamp, 1);
        clock.advance(Duration.ofDays(10));
        told("Product Updated", lamp, Map.of("usage_days", 20));
        walk(WORK, Duration.ofDays(60));
        assertThat(happened(camille, "Replenishment Due")).hasSize(3);
        told("Product Updated", lamp, Map.of("usage_days", 0));
        walk(WORK, Duration.ofDays(1));
        assertThat(usedUpAt(camille)).isNull();
    }

    @Test
    void twoWhoBecomeOneUseItUpTogether() {
        told("Product Updated", lamp, Map.of("usage_days", 20));
        String visitor = Facts.newId("visitor");
        buys(camille, "o-1", lamp, 1);
        clock.advance(Duration.ofDays(5));
        timeline.receive(List.of(Facts.acted(
                Facts.visitor(visitor),
                "Order Completed",
                Map.of("order_id", "o-2", "products", List.of(Map.of("product_id", lamp))),
                clock.instant())));
        timeline.receive(List.of(Facts.aliased(camille, visitor)));
        assertThat(usedUpAt(camille)).isEqualTo(clock.instant().plus(Duration.ofDays(20)));
        walk(WORK, Duration.ofDays(60));
        assertThat(happened(camille, "Replenishment Due")).hasSize(3);
    }

    @Test
    void twoNodesTellOnce() {
        told("Product Updated", lamp, Map.of("usage_days", 20));
        buys(camille, "o-1", lamp, 1);
        clock.advance(Duration.ofDays(13));
        Instant now = clock.instant();
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> work(WORK).runDue(now)),
                        CompletableFuture.runAsync(() -> work(WORK).runDue(now)))
                .join();
        work(WORK).runDue(now);
        assertThat(happened(camille, "Replenishment Due")).hasSize(1);
    }

    @Test
    void aRhythmOfTheCategoryIsOfWhatWasBoughtLast() {
        List<Purchase> bought = new ArrayList<>();
        bought.add(purchase("a", 0));
        bought.add(purchase("b", 30));
        bought.add(purchase("a", 60));
        bought.add(purchase("b", 90));
        Map<String, io.relance.shop.shelf.Product> products = Map.of("a", consumable("a"), "b", consumable("b"));
        List<Supply> supplies = new Reckoning(bought, products, PARIS).supplies();
        assertThat(supplies).hasSize(1);
        assertThat(supplies.get(0).productId()).isEqualTo("b");
        assertThat(supplies.get(0).usedUpAt()).isEqualTo(NINE.plus(Duration.ofDays(120)));
    }

    @Test
    void daysAreTheShopsOwn() {
        // Half past one and half past two of one night in Paris, on two days in Greenwich.
        List<Purchase> bought = new ArrayList<>(List.of(
                purchase("a", Instant.parse("2026-06-01T23:30:00Z")),
                purchase("a", Instant.parse("2026-06-02T00:30:00Z")),
                purchase("a", Instant.parse("2026-06-12T08:00:00Z"))));
        Map<String, io.relance.shop.shelf.Product> products = Map.of("a", consumable("a"));
        assertThat(new Reckoning(bought, products, PARIS).supplies())
                .extracting(Supply::reckonedBy)
                .containsExactly(Supply.By.USAGE);
        bought.add(purchase("a", Instant.parse("2026-06-22T08:00:00Z")));
        assertThat(new Reckoning(bought, products, PARIS).supplies())
                .singleElement()
                .satisfies(supply -> {
                    assertThat(supply.reckonedBy()).isEqualTo(Supply.By.PRODUCT);
                    assertThat(supply.usedUpAt()).isEqualTo("2026-07-02T08:00:00Z");
                });
    }

    @Test
    void anOrderToldAgainKeepsAReminderThatIsDueWhateverTheRhythm() {
        for (int i = 0; i < 7; i++) {
            buys(camille, "o-" + i, lamp, 1);
            clock.advance(Duration.ofDays(i < 6 ? 10 : 11));
        }
        buys(camille, "o-7", lamp, 1);
        // A seventh of 71 days is no whole number of microseconds.
        Instant due = clock.instant().plus(Duration.ofDays(71).dividedBy(7)).minus(Duration.ofDays(7));
        clock.set(due.plusSeconds(1));
        does(camille, "Order Updated", Map.of("order_id", "o-7"));
        walk(WORK, Duration.ofMinutes(1));
        assertThat(happened(camille, "Replenishment Due"))
                .extracting(told -> ((Number) told.properties().get("offset_days")).intValue())
                .containsExactly(-7);
    }

    private static Purchase purchase(String product, int day) {
        return purchase(product, NINE.plus(Duration.ofDays(day)));
    }

    private static Purchase purchase(String product, Instant at) {
        return new Purchase(new ContactId(1), product, null, null, 1, at);
    }

    private static io.relance.shop.shelf.Product consumable(String id) {
        return new io.relance.shop.shelf.Product(
                id, id, "Coffee", null, null, 10, null, null, null, null, null, List.of());
    }

    private void buys(String user, String order, String product, int quantity) {
        does(
                user,
                "Order Completed",
                Map.of("order_id", order, "products", List.of(Map.of("product_id", product, "quantity", quantity))));
    }

    private Instant usedUpAt(String user) {
        ContactId contact = contacts.byUserId(user).map(Contact::id).orElseThrow();
        Replenishments.Of of = new Replenishments.Of(contact, lamp);
        return replenishments.usedUpAt(List.of(of)).get(of);
    }
}
