package io.relance.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.relance.ActivityTest;
import io.relance.contact.Activity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

class OrderMirrorTests extends ActivityTest {

    @Autowired
    Carts carts;

    @Autowired
    Orders orders;

    static Stream<Arguments> ends() {
        return Stream.of(
                arguments("its cart_id", Map.of("cart_id", "a"), Set.of("a")),
                arguments("cart_id before products", Map.of("cart_id", "a", "products", products("rug")), Set.of("a")),
                arguments("its checkout_id", Map.of("checkout_id", "kb"), Set.of("b")),
                arguments("the checkout's id as its own", Map.of("order_id", "kb"), Set.of("b")),
                arguments("its cart token", Map.of("cart_token", "tc"), Set.of("c")),
                arguments("its token", Map.of("token", "tc", "products", products("lamp")), Set.of("c")),
                arguments("a shared product", Map.of("products", products("lamp")), Set.of("a", "b")),
                arguments("a shared sku", Map.of("products", List.of(Map.of("sku", "S-desk"))), Set.of("c")),
                arguments(
                        "an unknown checkout_id, then products",
                        Map.of("checkout_id", "k9", "products", products("desk")),
                        Set.of("c")),
                arguments(
                        "an unknown cart_id, then products",
                        Map.of("cart_id", "z", "products", products("desk")),
                        Set.of("c", "z")),
                arguments("no products", Map.of("order_id", "o1"), Set.of("a", "b", "c")),
                arguments("empty products", Map.of("products", List.of()), Set.of("a", "b", "c")),
                arguments("other products", Map.of("products", products("vase")), Set.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void anOrderEnds(String by, Map<String, Object> order, Set<String> ended) {
        happen("09:00", "Product Added", Map.of("cart_id", "a", "product_id", "lamp"));
        happen("09:01", "Product Added", Map.of("cart_id", "b", "product_id", "rug"));
        happen("09:02", "Product Added", Map.of("cart_id", "b", "product_id", "lamp"));
        happen("09:03", "Checkout Started", Map.of("cart_id", "b", "checkout_id", "kb"));
        happen("09:04", "Product Added", Map.of("cart_id", "c", "product_id", "desk", "sku", "S-desk"));
        happen("09:05", "Cart Viewed", Map.of("cart_id", "c", "token", "tc"));

        Activity completed = happen("09:30", "Order Completed", order);

        assertThat(carts.concernedBy(List.of(completed))).isEqualTo(Map.of(completed.id(), ended));
        for (String cart : List.of("a", "b", "c")) {
            assertThat(cart(cart).status())
                    .as(cart)
                    .isEqualTo(ended.contains(cart) ? Cart.Status.ORDERED : Cart.Status.OPEN);
        }
    }

    @Test
    void newsOfACartThatIsOlderThanItsOrderLeavesItOrdered() {
        happen("09:30", "Order Completed", Map.of("order_id", "o1", "cart_id", "c1", "products", products("lamp")));
        happen("09:00", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp"));
        happen("09:10", "Cart Viewed", Map.of("cart_id", "c1", "products", products("lamp", "rug")));
        happen("09:20", "Checkout Started", Map.of("cart_id", "c1", "checkout_id", "k1"));
        happen("09:40", "Cart Abandoned", Map.of("cart_id", "c1", "changed_at", "2026-03-02T09:10:00Z"));
        assertThat(cart("c1").status()).isEqualTo(Cart.Status.ORDERED);
        assertThat(cart("c1").lines()).extracting(CartLine::productId).containsExactly("lamp");
    }

    @Test
    void lateNewsWithoutCartIdOpensNoNewCart() {
        Activity added = happen("09:00", "Product Added", Map.of("product_id", "lamp"));
        happen("09:30", "Order Completed", Map.of("products", products("lamp")));
        Activity late = happen("09:10", "Product Added", Map.of("product_id", "lamp"));
        assertThat(cart("activity-" + added.id()).status()).isEqualTo(Cart.Status.ORDERED);
        assertThat(carts.find(camille, "activity-" + late.id())).isEmpty();
    }

    @Test
    void aProductAddedBeforeAnOrderWithoutCartIdBelongsToIt() {
        Activity ordered = happen("09:30", "Order Completed", Map.of("order_id", "o1", "products", products("lamp")));
        happen("09:10", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp"));
        assertThat(cart("c1").status()).isEqualTo(Cart.Status.ORDERED);
        assertThat(carts.concernedBy(List.of(ordered))).isEqualTo(Map.of(ordered.id(), Set.of("c1")));

        happen("09:12", "Product Added", Map.of("cart_id", "c2", "product_id", "lamp"));
        assertThat(cart("c2").status()).as("one order ends one late cart").isEqualTo(Cart.Status.OPEN);
    }

    @Test
    void ofOneBatchTooTheOrderEndsTheCartThatIsToldAfterIt() {
        happen(
                activity("09:30", "Order Completed", Map.of("order_id", "o1")),
                activity("09:10", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp")));
        assertThat(cart("c1").status()).isEqualTo(Cart.Status.ORDERED);
        assertThat(orders.value(camille).orders()).isOne();
    }

    @Test
    void otherProductsAndLaterOnesDoNotBelongToAnOrder() {
        happen("09:30", "Order Completed", Map.of("order_id", "o1", "products", products("lamp")));
        happen("09:10", "Product Added", Map.of("cart_id", "c1", "product_id", "rug"));
        happen("09:40", "Product Added", Map.of("cart_id", "c2", "product_id", "lamp"));
        assertThat(cart("c1").status()).isEqualTo(Cart.Status.OPEN);
        assertThat(cart("c2").status()).isEqualTo(Cart.Status.OPEN);
    }

    @Test
    void aCartOrderedAsAGuestOnAnotherDeviceIsOrdered() {
        happen("09:00", "Product Added", Map.of("cart_id", "shared-1", "product_id", "lamp"));
        Activity ordered = guest("shared-1", products("lamp", "bulb"));
        happen(ordered);
        assertThat(cart("shared-1").status()).isEqualTo(Cart.Status.ORDERED);
        assertThat(orders.value(camille).orders())
                .as("the order is the guest's")
                .isZero();
        assertThat(orders.value(ordered.contact()).orders()).isOne();
        assertThat(carts.concernedBy(List.of(ordered))).isEqualTo(Map.of(ordered.id(), Set.of("shared-1")));
    }

    @Test
    void inOneBatchTooACartIsOrderedByAnother() {
        happen(
                activity("09:00", "Product Added", Map.of("cart_id", "shared-2", "product_id", "lamp")),
                guest("shared-2", List.of()));
        assertThat(cart("shared-2").status()).isEqualTo(Cart.Status.ORDERED);
    }

    @Test
    void aCartWithOtherProductsOrAnIdThatSeveralHaveIsNobodyElses() {
        happen("09:00", "Product Added", Map.of("cart_id", "shared-3", "product_id", "lamp"));
        happen("09:00", "Product Added", Map.of("cart_id", "shared-4", "product_id", "lamp"));
        happen(like(
                activity("09:00", "Product Added", Map.of("cart_id", "shared-4", "product_id", "lamp")),
                newContact(),
                true));
        happen(guest("shared-3", products("vase")), guest("shared-4", products("lamp")));
        assertThat(cart("shared-3").status()).isEqualTo(Cart.Status.OPEN);
        assertThat(cart("shared-4").status()).isEqualTo(Cart.Status.OPEN);
    }

    private Activity guest(String cartId, List<?> products) {
        return like(
                activity("09:30", "Order Completed", Map.of("cart_id", cartId, "products", products)),
                newContact(),
                true);
    }

    @Test
    void whatTheShopShowsAfterAnOrderIsStillTheOrderedCart() {
        happen("09:00", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp"));
        happen("09:30", "Order Completed", Map.of("cart_id", "c1"));
        happen("09:31", "Cart Viewed", Map.of("cart_id", "c1", "products", products("lamp")));
        happen("09:31", "Checkout Step Completed", Map.of("cart_id", "c1", "checkout_id", "k1", "step", 4));
        happen("09:32", "Cart Viewed", Map.of("cart_id", "c1", "products", List.of()));
        happen("09:33", "Product Removed", Map.of("cart_id", "c1", "product_id", "lamp"));
        assertThat(cart("c1").status()).isEqualTo(Cart.Status.ORDERED);
        assertThat(cart("c1").lines()).hasSize(1);
    }

    @Test
    void addingToAnOrderedCartOpensItAnew() {
        happen("09:00", "Checkout Started", Map.of("cart_id", "c1", "checkout_id", "k1", "products", products("lamp")));
        happen("09:30", "Order Completed", Map.of("order_id", "o1", "cart_id", "c1"));
        happen("09:40", "Product Added", Map.of("cart_id", "c1", "product_id", "rug"));
        assertThat(cart("c1").status()).isEqualTo(Cart.Status.OPEN);
        assertThat(cart("c1").lines()).extracting(CartLine::productId).containsExactly("rug");
        assertThat(cart("c1").checkoutId()).isNull();

        Activity again = happen("09:41", "Order Completed", Map.of("order_id", "o1", "cart_id", "c1"));
        assertThat(cart("c1").status()).isEqualTo(Cart.Status.OPEN);
        assertThat(carts.concernedBy(List.of(again))).isEqualTo(Map.of(again.id(), Set.of()));
    }

    @Test
    void anOrderKeepsItsCartsThoughOneBeginsAnewInTheSameBatch() {
        Activity added = activity("09:00", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp"));
        Activity ordered = activity("09:30", "Order Completed", Map.of("order_id", "o1", "cart_id", "c1"));
        Activity addedAgain = activity("09:40", "Product Added", Map.of("cart_id", "c1", "product_id", "rug"));
        happen(added, ordered, addedAgain);
        assertThat(carts.concernedBy(List.of(added, ordered, addedAgain)))
                .isEqualTo(Map.of(added.id(), Set.of("c1"), ordered.id(), Set.of("c1"), addedAgain.id(), Set.of("c1")));
        assertThat(cart("c1").status()).isEqualTo(Cart.Status.OPEN);
    }

    @Test
    void anOrderOfLongAgoEndsNoCartThatChangedSince() {
        happen("09:00", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp"));
        Activity old = like(activity("08:00", "Order Completed", Map.of("products", products("lamp"))), camille, false);
        happen(old);
        assertThat(cart("c1").status()).isEqualTo(Cart.Status.OPEN);
        assertThat(carts.concernedBy(List.of(old))).isEqualTo(Map.of(old.id(), Set.of()));
        assertThat(orders.value(camille).orders()).isOne();
    }

    @Test
    void othersConcernTheCartTheyName() {
        happen("09:00", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp"));
        happen("09:01", "Checkout Started", Map.of("checkout_id", "k1", "cart_token", "t1"));
        Activity byId = activity("09:05", "Payment Failed", Map.of("cart_id", "c7"));
        Activity byCheckout = activity("09:05", "Payment Failed", Map.of("checkout_id", "k1"));
        Activity byToken = activity("09:05", "Quote Requested", Map.of("token", "t1"));
        Activity unknown = activity("09:05", "Payment Failed", Map.of("checkout_id", "k9"));
        Activity silent = activity("09:05", "Support Requested", Map.of("topic", "delivery"));
        Activity abandoned = activity("09:05", "Cart Abandoned", Map.of("products", products("lamp")));
        assertThat(carts.concernedBy(List.of(byId, byCheckout, byToken, unknown, silent, abandoned)))
                .isEqualTo(Map.of(
                        byId.id(), Set.of("c7"),
                        byCheckout.id(), Set.of("c1"),
                        byToken.id(), Set.of("c1"),
                        abandoned.id(), Set.of("c1")));
    }

    @Test
    void whatIsToldOfAnOrderLaterConcernsTheCartsItEnded() {
        happen("09:00", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp"));
        happen("09:30", "Order Completed", Map.of("order_id", "o1"));
        Activity cancelled = happen("09:40", "Order Cancelled", Map.of("order_id", "o1"));
        assertThat(carts.concernedBy(List.of(cancelled))).isEqualTo(Map.of(cancelled.id(), Set.of("c1")));
    }

    @Test
    void anOrderToldTwiceIsOneOrder() {
        Map<String, Object> order =
                Map.of("order_id", 1001, "total", "59.90", "currency", "eur", "products", products("lamp", "rug"));
        happen("09:00", "Order Completed", order);
        happen("09:10", "order completed", order);
        assertThat(orders.value(camille).orders()).isOne();
        Order mirrored = orders.find(camille, "1001").orElseThrow();
        assertThat(mirrored.status()).isEqualTo("completed");
        assertThat(mirrored.total().amount()).isEqualByComparingTo("59.90");
        assertThat(mirrored.total().currency()).isEqualTo("EUR");
        assertThat(mirrored.completedAt()).isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
        assertThat(mirrored.lines()).hasSize(2);
    }

    @Test
    void countsNeitherCancelledNorWhollyRefundedOrders() {
        for (String order : List.of("o1", "o2", "o3", "o4", "o5")) {
            happen("09:00", "Order Completed", Map.of("order_id", order, "total", 100));
        }
        happen("10:00", "Order Cancelled", Map.of("order_id", "o1"));
        happen("10:00", "Order Refunded", Map.of("order_id", "o2"));
        happen("10:00", "Order Refunded", Map.of("order_id", "o3", "total", "30", "products", products("lamp")));
        happen("10:00", "Order Refunded", Map.of("order_id", "o4", "total", 30));
        happen("10:01", "Order Refunded", Map.of("order_id", "o4", "total", 70));
        happen("10:01", "Order Updated", Map.of("order_id", "o5", "total", 80));
        assertThat(orders.value(camille).orders()).isEqualTo(2);
        assertThat(List.of("o1", "o2", "o3", "o4", "o5"))
                .extracting(order -> orders.find(camille, order).orElseThrow().status())
                .containsExactly("cancelled", "refunded", "completed", "refunded", "updated");
        assertThat(sql.sql("select order_id || ' ' || total::int from shop.refund where contact = ? order by 1")
                        .param(camille.value())
                        .query(String.class)
                        .list())
                .containsExactly("o2 100", "o3 30", "o4 30", "o4 70");
    }

    @Test
    void aCancellationThatOvertakesItsOrderStays() {
        happen("10:00", "Order Cancelled", Map.of("order_id", "o1"));
        happen("09:00", "Order Completed", Map.of("order_id", "o1", "total", 100));
        happen("09:30", "Order Updated", Map.of("order_id", "o2", "total", 100));
        assertThat(orders.value(camille).orders()).isZero();
        assertThat(orders.find(camille, "o1").orElseThrow().status()).isEqualTo("cancelled");
        happen("09:00", "Order Completed", Map.of("order_id", "o2", "total", 100));
        assertThat(orders.value(camille).orders()).isOne();
    }

    private Cart cart(String cartId) {
        return carts.find(camille, cartId).orElseThrow();
    }

    private static List<Map<String, Object>> products(String... ids) {
        return Stream.of(ids)
                .map(id -> {
                    Map<String, Object> product = new LinkedHashMap<>();
                    product.put("product_id", id);
                    return product;
                })
                .toList();
    }
}
