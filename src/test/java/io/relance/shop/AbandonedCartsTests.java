package io.relance.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.reset;

import io.relance.ActivityTest;
import io.relance.contact.Activity;
import io.relance.contact.NewActivity;
import io.relance.shared.ContactId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AbandonedCartsTests extends ActivityTest {

    @Autowired
    AbandonedCarts abandoned;

    @Autowired
    Carts carts;

    @BeforeEach
    void forgetOtherCarts() {
        sql.sql("truncate shop.cart").update();
    }

    @Test
    void tellsOnceWhenNothingChangedForLongEnough() {
        happen(
                "09:00",
                "Product Added",
                Map.of(
                        "cart_id", "c1",
                        "product_id", "lamp",
                        "name", "Lampe",
                        "price", "39.90",
                        "image_url", "https://shop.example.org/lamp.jpg",
                        "quantity", 2));
        happen("09:10", "Checkout Started", Map.of("cart_id", "c1", "checkout_id", "k1"));
        assertThat(abandoned.nextDue()).contains(at("10:10"));

        sweep("10:09");
        assertThat(recorded).isEmpty();
        sweep("10:10");
        sweep("10:11");

        assertThat(recorded).hasSize(1);
        Activity told = recorded.get(0);
        assertThat(told.name()).isEqualTo("Cart Abandoned");
        assertThat(told.contact()).isEqualTo(camille);
        assertThat(told.at()).isEqualTo(at("10:10"));
        assertThat(told.source()).isEqualTo("shop");
        assertThat(told.live()).isTrue();
        assertThat(told.properties())
                .isEqualTo(Map.of(
                        "cart_id", "c1",
                        "checkout_id", "k1",
                        "value", new BigDecimal("79.80"),
                        "currency", "EUR",
                        "changed_at", "2026-03-02T09:10:00Z",
                        "products",
                                List.of(Map.of(
                                        "product_id", "lamp",
                                        "name", "Lampe",
                                        "price", new BigDecimal("39.90"),
                                        "quantity", 2,
                                        "image_url", "https://shop.example.org/lamp.jpg"))));
        assertThat(abandoned.nextDue()).isEmpty();
        assertThat(carts.find(camille, "c1").orElseThrow().changedAt()).isEqualTo(at("09:10"));
    }

    @Test
    void tellsAgainAfterAnotherChange() {
        add("09:00");
        sweep("10:00");
        happen("10:30", "Cart Viewed", Map.of("cart_id", "c1", "products", List.of(Map.of("product_id", "lamp"))));
        sweep("11:30");
        assertThat(recorded).hasSize(1);
        add("11:30");
        // Late news of how the cart was before says nothing new.
        happen("11:00", "Checkout Started", Map.of("cart_id", "c1"));
        sweep("12:30");
        happen("11:10", "Checkout Started", Map.of("cart_id", "c1"));
        sweep("12:40");
        assertThat(recorded).extracting(Activity::at).containsExactly(at("10:00"), at("12:30"));
    }

    @Test
    void everyChangePutsItOff() {
        add("09:00");
        add("09:50");
        sweep("10:00");
        assertThat(recorded).isEmpty();
        assertThat(abandoned.nextDue()).contains(at("10:50"));
    }

    @Test
    void neitherOrderedNorEmptiedNorUnfilledCartsAreAbandoned() {
        add("09:00");
        happen("09:30", "Order Completed", Map.of("cart_id", "c1"));
        happen("09:31", "Product Added", Map.of("cart_id", "c2", "product_id", "rug"));
        happen("09:32", "Product Removed", Map.of("cart_id", "c2", "product_id", "rug"));
        happen("09:33", "Checkout Started", Map.of("cart_id", "c3", "value", 30));
        sweep("12:00");
        assertThat(recorded).isEmpty();
        assertThat(abandoned.nextDue()).isEmpty();
    }

    @Test
    void anOrderedCartThatBeginsAnewIsAbandonedAnew() {
        add("09:00");
        sweep("10:00");
        happen("10:30", "Order Completed", Map.of("cart_id", "c1"));
        add("11:00");
        sweep("12:00");
        assertThat(recorded).extracting(Activity::at).containsExactly(at("10:00"), at("12:00"));
    }

    @Test
    void whatTheShopJudgedItselfIsNotJudgedAgain() {
        add("09:00");
        happen("09:40", "Cart Abandoned", Map.of("cart_id", "c1"));
        happen("09:40", "Cart Abandoned", Map.of("cart_id", "c2", "products", List.of(Map.of("product_id", "rug"))));
        sweep("12:00");
        assertThat(recorded).isEmpty();
    }

    @Test
    void cartsOfLongAgoAreNotAbandonedToday() {
        happen(like(activity("09:00", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp")), camille, false));
        sweep("12:00");
        assertThat(recorded).isEmpty();
    }

    @Test
    void afterAnOutageItIsToldNowUnlessTooLate() {
        add("09:00");
        happen("12:00", "Product Added", Map.of("cart_id", "c2", "product_id", "rug"));
        clock.set(at("11:00").plus(Duration.ofDays(2)));
        abandoned.runDue(clock.instant());
        assertThat(recorded)
                .extracting(told -> told.properties().get("cart_id"))
                .containsExactly("c2");
        assertThat(recorded).extracting(Activity::at).containsExactly(clock.instant());
        assertThat(abandoned.nextDue()).isEmpty();
    }

    @Test
    void twoThousandCartsAreToldOnceEach() {
        Activity[] added = IntStream.range(0, 2_000)
                .mapToObj(i -> like(
                        activity("09:00", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp", "price", 10)),
                        newContact(),
                        true))
                .toArray(Activity[]::new);
        happen(added);
        clock.set(at("10:00"));
        // Two nodes at once, then one more time.
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> abandoned.runDue(clock.instant())),
                        CompletableFuture.runAsync(() -> abandoned.runDue(clock.instant())))
                .join();
        sweep("10:01");
        Set<ContactId> people = new HashSet<>();
        recorded.forEach(told -> people.add(told.contact()));
        assertThat(recorded).hasSize(2_000);
        assertThat(people).hasSize(2_000);
    }

    @Test
    void oneCartThatCannotBeToldHoldsUpNoOther() {
        for (int i = 0; i < 5; i++) {
            happen("09:00", "Product Added", Map.of("cart_id", "c" + i, "product_id", "lamp"));
        }
        doThrow(new IllegalStateException("planted")).when(timeline).record(argThat(this::holdsTheBadOne));
        sweep("10:00");
        assertThat(recorded)
                .extracting(told -> told.properties().get("cart_id"))
                .containsExactlyInAnyOrder("c0", "c1", "c2", "c4");
        assertThat(abandoned.nextDue()).contains(at("10:10"));

        reset(timeline);
        passOn();
        sweep("10:10");
        assertThat(recorded).hasSize(5);
        assertThat(abandoned.nextDue()).isEmpty();
    }

    private boolean holdsTheBadOne(List<NewActivity> told) {
        return told != null
                && told.stream().anyMatch(it -> "c3".equals(it.properties().get("cart_id")));
    }

    private void add(String at) {
        happen(at, "Product Added", Map.of("cart_id", "c1", "product_id", "lamp", "price", 10));
    }

    private void sweep(String at) {
        clock.set(at(at));
        abandoned.runDue(clock.instant());
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + ":00Z");
    }
}
