package io.relance.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.ActivityTest;
import io.relance.contact.Activity;
import io.relance.shared.ContactId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

class MergedContactsTests extends ActivityTest {

    @Autowired
    Carts carts;

    @Autowired
    Orders orders;

    private ContactId visitor;

    @BeforeEach
    void aVisitorComes() {
        visitor = newContact();
    }

    @Test
    void theVisitorsCartsAndOrdersMove() {
        visits("09:00", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp"));
        visits("09:10", "Order Completed", Map.of("order_id", "o1", "products", List.of(Map.of("product_id", "x"))));
        visits("09:20", "Order Refunded", Map.of("order_id", "o1", "total", 5));
        merge(visitor, camille);
        assertThat(carts.find(visitor, "c1")).isEmpty();
        assertThat(carts.find(camille, "c1")).isPresent();
        assertThat(orders.value(visitor).orders()).isZero();
        assertThat(orders.value(camille).orders()).isOne();
        assertThat(sql.sql("select count(*) from shop.refund where contact = ?")
                        .param(camille.value())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void ofTwoCartsWithOneIdTheLaterChangeWins() {
        happen("09:00", "Product Added", Map.of("cart_id", "c1", "product_id", "rug"));
        visits("09:05", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp"));
        visits("09:00", "Product Added", Map.of("cart_id", "c2", "product_id", "lamp"));
        happen("09:05", "Product Added", Map.of("cart_id", "c2", "product_id", "rug"));
        merge(visitor, camille);
        assertThat(cart("c1").lines()).extracting(CartLine::productId).containsExactly("lamp");
        assertThat(cart("c2").lines()).extracting(CartLine::productId).containsExactly("rug");
    }

    @Test
    void anOrderedCartStaysOrdered() {
        visits("09:00", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp"));
        visits("09:10", "Order Completed", Map.of("cart_id", "c1"));
        happen("09:20", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp"));
        happen("09:00", "Product Added", Map.of("cart_id", "c2", "product_id", "lamp"));
        happen("09:10", "Order Completed", Map.of("cart_id", "c2"));
        visits("09:20", "Product Added", Map.of("cart_id", "c2", "product_id", "lamp"));
        merge(visitor, camille);
        assertThat(cart("c1").status()).isEqualTo(Cart.Status.ORDERED);
        assertThat(cart("c2").status()).isEqualTo(Cart.Status.ORDERED);
    }

    @Test
    void ofTwoOrdersWithOneIdOneIsLeftThatKeepsWhatEitherKnew() {
        happen("09:00", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp"));
        happen("09:10", "Order Completed", Map.of("order_id", "o1", "total", 50, "cart_id", "c1"));
        visits("09:00", "Product Added", Map.of("cart_id", "c2", "product_id", "lamp"));
        visits("09:12", "Order Completed", Map.of("order_id", "o1", "total", 50, "cart_id", "c2"));
        visits("09:15", "Order Cancelled", Map.of("order_id", "o1"));
        merge(visitor, camille);
        assertThat(orders.value(camille).orders()).isZero();
        Order order = orders.find(camille, "o1").orElseThrow();
        assertThat(order.status()).isEqualTo("cancelled");
        assertThat(order.completedAt()).isEqualTo(Instant.parse("2026-03-02T09:10:00Z"));
        Activity refunded = happen("09:20", "Order Refunded", Map.of("order_id", "o1"));
        assertThat(carts.concernedBy(List.of(refunded))).isEqualTo(Map.of(refunded.id(), Set.of("c1", "c2")));
    }

    @Test
    void whatOneBoughtAndTheOtherGaveBackIsSettled() {
        visits("09:10", "Order Completed", Map.of("order_id", "o1", "total", 50));
        happen("09:20", "Order Refunded", Map.of("order_id", "o1", "total", 50));
        visits("09:10", "Order Completed", Map.of("order_id", "o2", "total", 70));
        happen("09:20", "Order Refunded", Map.of("order_id", "o2", "total", 30));
        merge(visitor, camille);
        assertThat(orders.find(camille, "o1").orElseThrow().status()).isEqualTo("refunded");
        assertThat(orders.find(camille, "o2").orElseThrow().status()).isEqualTo("completed");
        assertThat(orders.value(camille).orders()).isOne();
        assertThat(orders.value(camille).value()).isEqualByComparingTo("40");
    }

    @Test
    void whatBothGaveBackAddsUp() {
        happen("09:10", "Order Completed", Map.of("order_id", "o1", "total", 50));
        visits("09:10", "Order Completed", Map.of("order_id", "o1", "total", 50));
        happen("09:20", "Order Refunded", Map.of("order_id", "o1", "total", 10));
        visits("09:25", "Order Refunded", Map.of("order_id", "o1", "total", 20));
        merge(visitor, camille);
        assertThat(orders.value(camille).value()).isEqualByComparingTo("20");
        happen("09:30", "Order Refunded", Map.of("order_id", "o1", "total", 20));
        assertThat(orders.find(camille, "o1").orElseThrow().status()).isEqualTo("refunded");
    }

    @Test
    void whatAnEarlierVersionMadeOneIsSettledByTheUpgrade() throws IOException {
        happen("09:10", "Order Completed", Map.of("order_id", "o1", "total", 50));
        happen("09:20", "Order Refunded", Map.of("order_id", "o1", "total", 10));
        happen("09:25", "Order Refunded", Map.of("order_id", "o1", "total", 20));
        happen("09:10", "Order Completed", Map.of("order_id", "o2", "total", 70));
        happen("09:20", "Order Refunded", Map.of("order_id", "o2", "total", 70));
        sql.sql("update shop.customer_order set status = 'updated' where contact = ? and order_id = 'o2'")
                .param(camille.value())
                .update();
        sql.sql("update shop.customer_order set refunded = 20 where contact = ? and order_id = 'o1'")
                .param(camille.value())
                .update();
        assertThat(orders.value(camille)).isEqualTo(new CustomerValue(2, new BigDecimal("30.00")));

        sql.sql(new ClassPathResource("db/migration/V036__shop_merged_orders.sql")
                        .getContentAsString(StandardCharsets.UTF_8))
                .update();

        assertThat(orders.value(camille)).isEqualTo(new CustomerValue(1, new BigDecimal("20.00")));
    }

    private void visits(String at, String name, Map<String, Object> properties) {
        happen(like(activity(at, name, properties), visitor, true));
    }

    private Cart cart(String cartId) {
        return carts.find(camille, cartId).orElseThrow();
    }
}
