package io.relance.shop.wish;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Activity;
import io.relance.contact.Facts;
import io.relance.shop.ShelfTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionOperations;

@TestPropertySource(properties = {"relance.shop.back-in-stock.per-minute=3", "relance.shop.back-in-stock.per-piece=2"})
class BackInStockTests extends ShelfTest {

    private static final String WORK = "back in stock";

    @Autowired
    TransactionOperations transactions;

    @Test
    void whoAskedIsToldOnce() {
        stock(0);
        asks(camille, Map.of());
        asks(camille, Map.of());
        after("PT1H");
        told("Product Updated", lamp, Map.of("name", "Lampe", "price", 80, "stock", 4));
        walk(WORK, Duration.ofMinutes(5));
        assertThat(happened(camille, "Back In Stock")).hasSize(1);
        Activity told = happened(camille, "Back In Stock").get(0);
        assertThat(told.live()).isTrue();
        assertThat(told.source()).isEqualTo("shop");
        assertThat(told.properties())
                .containsEntry("product_id", lamp)
                .containsEntry("name", "Lampe")
                .containsEntry("asked_at", NINE.toString());

        stock(0);
        after("PT1H");
        stock(9);
        walk(WORK, Duration.ofMinutes(5));
        assertThat(happened(camille, "Back In Stock")).hasSize(1);
        assertThat(requests()).isZero();
    }

    @Test
    void whatIsThereCannotBeAskedForAndWhatNobodyToldCan() {
        asks("asks-early-" + camille, Map.of());
        after("PT1M");
        stock(3);
        after("PT1M");
        asks(camille, Map.of());
        after("PT1M");
        stock(0);
        after("PT1M");
        stock(3);
        walk(WORK, Duration.ofMinutes(5));
        assertThat(happened(camille, "Back In Stock")).isEmpty();
        assertThat(happened("asks-early-" + camille, "Back In Stock")).hasSize(1);
    }

    @Test
    void whatIsSentInAnyOrderIsToldApartByItsMoments() {
        Instant asked = clock.instant();
        after("PT1M");
        stock(5);
        walk(WORK, Duration.ofMinutes(5));
        // Heard of only now, asked before there was some.
        does(camille, "Back In Stock Requested", Map.of("product_id", lamp), asked);
        walk(WORK, Duration.ofMinutes(5));
        assertThat(happened(camille, "Back In Stock")).hasSize(1);
    }

    @Test
    void eachVariantIsAskedForByItself() {
        told(
                "Product Updated",
                lamp,
                Map.of(
                        "variants",
                        List.of(
                                Map.of("variant_id", "s", "sku", "L-S", "stock", 0),
                                Map.of("variant_id", "m", "sku", "L-M", "stock", 0))));
        String bySku = "by-sku-" + camille;
        String any = "any-" + camille;
        asks(camille, Map.of("variant_id", "s"));
        asks(bySku, Map.of("sku", "L-M"));
        asks(any, Map.of());
        after("PT1M");
        told("Stock Changed", lamp, Map.of("variant_id", "m", "stock", 5));
        walk(WORK, Duration.ofMinutes(5));
        assertThat(happened(camille, "Back In Stock")).isEmpty();
        assertThat(happened(bySku, "Back In Stock")).hasSize(1);
        assertThat(happened(bySku, "Back In Stock").get(0).properties()).containsEntry("variant_id", "m");
        assertThat(happened(any, "Back In Stock")).hasSize(1);
    }

    @Test
    void theyAreToldInTurnsThatStopWhenItIsSoldOutAgain() {
        stock(0);
        List<String> people = people(8);
        after("PT1H");
        stock(100);
        walk(WORK, Duration.ofSeconds(30));
        assertThat(told(people)).isEqualTo(people.subList(0, 3));
        stock(0);
        walk(WORK, Duration.ofMinutes(10));
        assertThat(told(people)).hasSize(3);
        stock(100);
        walk(WORK, Duration.ofSeconds(61));
        assertThat(told(people)).isEqualTo(people);
    }

    @Test
    void noMoreAreToldThanTheStockIsWorth() {
        stock(0);
        List<String> people = people(8);
        after("PT1H");
        stock(2);
        walk(WORK, Duration.ofMinutes(10));
        assertThat(told(people)).isEqualTo(people.subList(0, 4));
        stock(3);
        walk(WORK, Duration.ofMinutes(10));
        assertThat(told(people)).isEqualTo(people.subList(0, 6));
    }

    @Test
    void afterNinetyDaysNobodyWaitsAnyMore() {
        String again = "again-" + camille;
        stock(0);
        asks(camille, Map.of());
        asks(again, Map.of());
        after("P80D");
        asks(again, Map.of());
        after("P11D");
        stock(3);
        walk(WORK, Duration.ofMinutes(5));
        assertThat(happened(camille, "Back In Stock")).isEmpty();
        assertThat(happened(again, "Back In Stock")).as("who asked once more").hasSize(1);
    }

    @Test
    void whoAsksAgainKeepsTheirPlace() {
        stock(0);
        List<String> people = people(3);
        asks(people.get(0), Map.of());
        after("PT1M");
        stock(1);
        walk(WORK, Duration.ofMinutes(5));
        assertThat(told(people)).isEqualTo(people.subList(0, 2));
        assertThat(happened(people.get(0), "Back In Stock").get(0).properties())
                .containsEntry("asked_at", NINE.toString());
    }

    @Test
    void whatIsSoldMeanwhileIsWorthNobody() {
        stock(0);
        List<String> people = people(8);
        after("PT1H");
        stock(100);
        walk(WORK, Duration.ofSeconds(30));
        assertThat(told(people)).hasSize(3);
        stock(1);
        walk(WORK, Duration.ofMinutes(10));
        assertThat(told(people)).isEqualTo(people.subList(0, 5));
        stock(2);
        walk(WORK, Duration.ofMinutes(10));
        assertThat(told(people)).isEqualTo(people.subList(0, 7));
    }

    @Test
    void manyWhoAreHeardOfLateAreAllToldOfWhatNobodyCounts() {
        Instant asked = clock.instant();
        after("PT1M");
        Map<String, Object> uncounted = new java.util.HashMap<>();
        uncounted.put("stock", null);
        told("Stock Changed", lamp, uncounted);
        List<String> people = List.of(camille + "-0", camille + "-1", camille + "-2");
        timeline.receive(people.stream()
                .map(user -> (io.relance.contact.Fact)
                        Facts.acted(Facts.user(user), "Back In Stock Requested", Map.of("product_id", lamp), asked))
                .toList());
        walk(WORK, Duration.ofMinutes(5));
        assertThat(told(people)).isEqualTo(people);
    }

    @Test
    void whoAsksWhileItIsRestockedElsewhereIsTold() {
        stock(0);
        after("PT1S");
        CompletableFuture<Void> restocked = meanwhile(
                () -> {
                    asks(camille, Map.of());
                    after("PT1S");
                },
                () -> stock(3));
        restocked.join();
        walk(WORK, Duration.ofMinutes(5));
        assertThat(happened(camille, "Back In Stock")).hasSize(1);
    }

    @Test
    void whoIsHeardOfWhileItIsRestockedElsewhereIsTold() {
        stock(0);
        after("PT1S");
        Instant asked = clock.instant();
        after("PT1S");
        CompletableFuture<Void> heard = meanwhile(
                () -> stock(3), () -> does(camille, "Back In Stock Requested", Map.of("product_id", lamp), asked));
        heard.join();
        walk(WORK, Duration.ofMinutes(5));
        assertThat(happened(camille, "Back In Stock")).hasSize(1);
    }

    /** Does the one in a transaction that does not end before another node has begun the other, and had time for it. */
    private CompletableFuture<Void> meanwhile(Runnable one, Runnable other) {
        return transactions.execute(status -> {
            one.run();
            CompletableFuture<Void> begun = CompletableFuture.runAsync(other);
            try {
                begun.get(2, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                // It waits for us, as it should.
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
            return begun;
        });
    }

    @Test
    void oldNewsIsNoReasonToWrite() {
        stock(0);
        asks(camille, Map.of());
        after("PT1M");
        shelf.receive(List.of(new io.relance.shop.shelf.ShelfEvent(
                "Stock Changed", clock.instant(), false, Map.of("product_id", lamp, "stock", 3))));
        assertThat(work(WORK).nextDue()).isEmpty();
    }

    @Test
    void oldNewsIsNoReasonToWriteWhateverElseIsToldWithIt() {
        stock(0);
        asks(camille, Map.of());
        after("PT1M");
        shelf.receive(List.of(
                new io.relance.shop.shelf.ShelfEvent(
                        "Stock Changed", clock.instant(), false, Map.of("product_id", lamp, "stock", 3)),
                news("Product Updated", lamp, Map.of("name", "Lampe"), clock.instant())));
        walk(WORK, Duration.ofMinutes(5));
        assertThat(happened(camille, "Back In Stock")).isEmpty();
        stock(4);
        walk(WORK, Duration.ofMinutes(5));
        assertThat(happened(camille, "Back In Stock")).hasSize(1);
    }

    @Test
    void moreOfWhatWasThereUnheardIsWorthItsOwnPieces() {
        stock(0);
        List<String> people = people(8);
        after("PT1M");
        shelf.receive(List.of(new io.relance.shop.shelf.ShelfEvent(
                "Stock Changed", clock.instant(), false, Map.of("product_id", lamp, "stock", 3))));
        stock(4);
        walk(WORK, Duration.ofMinutes(10));
        assertThat(told(people)).isEqualTo(people.subList(0, 2));
    }

    @Test
    void twoWhoBecomeOneAreToldOnce() {
        stock(0);
        String visitor = Facts.newId("visitor");
        asks(camille, Map.of());
        timeline.receive(List.of(Facts.acted(
                Facts.visitor(visitor),
                "Back In Stock Requested",
                Map.of("product_id", lamp, "email", "lou@example.org"),
                clock.instant())));
        timeline.receive(List.of(Facts.aliased(camille, visitor)));
        assertThat(contacts.byUserId(camille).orElseThrow().email()).isEqualTo("lou@example.org");
        after("PT1M");
        stock(3);
        walk(WORK, Duration.ofMinutes(5));
        assertThat(happened(camille, "Back In Stock")).hasSize(1);
    }

    @Test
    void anAddressInTheFormReplacesNone() {
        stock(0);
        is(camille, Map.of("email", "camille@example.org"));
        asks(camille, Map.of("email", "other@example.org"));
        assertThat(contacts.byUserId(camille).orElseThrow().email()).isEqualTo("camille@example.org");
    }

    @Test
    void twoNodesTellEachOnce() {
        stock(0);
        List<String> people = people(3);
        after("PT1M");
        stock(50);
        Instant now = clock.instant();
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> work(WORK).runDue(now)),
                        CompletableFuture.runAsync(() -> work(WORK).runDue(now)))
                .join();
        walk(WORK, Duration.ofMinutes(5));
        assertThat(people)
                .allSatisfy(user -> assertThat(happened(user, "Back In Stock")).hasSize(1));
    }

    private List<String> people(int count) {
        List<String> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String user = camille + "-" + i;
            people.add(user);
            asks(user, Map.of());
            after("PT1S");
        }
        return people;
    }

    private List<String> told(List<String> people) {
        return people.stream()
                .filter(user -> !happened(user, "Back In Stock").isEmpty())
                .toList();
    }

    private void asks(String user, Map<String, Object> more) {
        Map<String, Object> properties = new java.util.HashMap<>(more);
        properties.put("product_id", lamp);
        does(user, "Back In Stock Requested", properties);
    }

    private void stock(int pieces) {
        told("Stock Changed", lamp, Map.of("stock", pieces));
    }

    private void after(String period) {
        clock.advance(Duration.parse(period));
    }

    private int requests() {
        return sql.sql("select count(*) from shop.stock_request where product_id = ?")
                .param(lamp)
                .query(Integer.class)
                .single();
    }
}
