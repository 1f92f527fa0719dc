package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Fact.Acted;
import io.relance.segment.living.CountsAnew;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** A shop's pages and its server both tell of each order: it is counted once, as it happens and when counted anew. */
class ToldAgainTests extends ShippedTablesTest {

    private static final List<String> COUNTS =
            List.of("count.order_completed.ever", "count.order_completed.last6m", "score.activity", "orders.count");

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @Autowired
    CountsAnew countsAnew;

    @Autowired
    TransactionOperations transactions;

    @Test
    void laterByTheServer() {
        happens(order("again-later", NOW, "later-1"));
        happens(order("again-later", NOW.plus(A_MINUTE), "later-1"));
        happens(order("again-later", NOW.minus(A_MINUTE), "later-1"));
        counts("again-later", 1);
        assertThat(fact("again-later", "daysBetweenBought.tea")).isNull();
    }

    @Test
    void inOneBatch() {
        happens(
                order("again-batch", NOW, "batch-1"),
                order("again-batch", NOW.plus(A_MINUTE), "batch-1"),
                order("again-batch", NOW.plus(A_MINUTE), "batch-2"));
        counts("again-batch", 2);
    }

    @Test
    void withTheVeryMomentOfTheOrder() {
        happens(order("again-same", NOW, "same-1"), order("again-same", NOW, "same-1"));
        happens(order("again-same", NOW, "same-1"));
        happens(order("again-same", NOW, "same-2"));
        counts("again-same", 2);
    }

    @Test
    void byTheVisitorAndByTheUserTheyTurnOutToBe() {
        happens(visit("again-visitor", NOW, "Order Completed", properties("both-1")));
        happens(visit("again-visitor", NOW, "Order Completed", properties("both-2")));
        happens(order("again-user", NOW.plus(A_MINUTE), "both-1"));
        happens(order("again-user", NOW.plus(A_MINUTE), "both-3"));
        says("again-user", "again-visitor", Map.of());
        counts("again-user", 3);
    }

    @Test
    void anOrderWithoutAnIdIsAnotherEachTime() {
        happens(act("again-none", NOW, "Order Completed", Map.of("total", 20)));
        happens(act("again-none", NOW, "Order Completed", Map.of("total", 20)));
        counts("again-none", 2);
    }

    @Test
    void whatElseIsToldCountsAsOftenAsItIsTold() {
        happens(order("again-else", NOW, "else-1"));
        happens(act("again-else", NOW, "Order Updated", Map.of("order_id", "else-1")));
        happens(act("again-else", NOW, "Order Updated", Map.of("order_id", "else-1")));
        assertThat(fact("again-else", "count.order_updated.ever").toString()).isEqualTo("2");
    }

    private void counts(String who, int orders) {
        Map<String, Object> expected = Map.of(
                "count.order_completed.ever",
                String.valueOf(orders),
                "count.order_completed.last6m",
                String.valueOf(orders),
                "score.activity",
                String.valueOf(50 * orders),
                "orders.count",
                String.valueOf(orders));
        assertThat(plain(facts(who, COUNTS))).as("as it happens").isEqualTo(expected);
        transactions.executeWithoutResult(status -> countsAnew.count(List.of(id(who))));
        assertThat(plain(facts(who, COUNTS))).as("counted anew").isEqualTo(expected);
    }

    private static Acted order(String who, Instant at, String order) {
        return act(who, at, "Order Completed", properties(order));
    }

    private static Map<String, Object> properties(String order) {
        return Map.of(
                "order_id",
                "again-" + order,
                "total",
                20,
                "products",
                List.of(Map.of("product_id", "tea", "category", "Tea", "price", 20)));
    }
}
