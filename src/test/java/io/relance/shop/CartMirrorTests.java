package io.relance.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.ActivityTest;
import io.relance.contact.Activity;
import io.relance.shared.ContactId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class CartMirrorTests extends ActivityTest {

    private static final Map<String, Object> LAMP =
            Map.of("product_id", "lamp", "sku", "L-1", "name", "Lampe", "price", 39.9, "quantity", 1);

    @Autowired
    Carts carts;

    @Test
    void mirrorsAProductAdded() {
        happen(
                "09:00",
                "product ADDED",
                Map.of(
                        "cart_id", "c1",
                        "product_id", 17,
                        "name", "Lampe",
                        "price", "12.50",
                        "quantity", "2",
                        "currency", "usd",
                        "url", "https://shop.example.org/lampe",
                        "warranty_months", 24));
        Cart cart = cart("c1");
        assertThat(cart.status()).isEqualTo(Cart.Status.OPEN);
        assertThat(cart.changedAt()).isEqualTo(at("09:00"));
        assertThat(cart.total().amount()).isEqualByComparingTo("25");
        assertThat(cart.total().currency()).isEqualTo("USD");
        assertThat(cart.url()).isEqualTo("http://localhost:8080");
        assertThat(cart.lines())
                .containsExactly(new CartLine(
                        "17",
                        null,
                        "Lampe",
                        null,
                        null,
                        new BigDecimal("12.50"),
                        2,
                        "https://shop.example.org/lampe",
                        null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 299,00", "12,50", "douze", "-3", ""})
    void ignoresWhatIsNoPrice(String price) {
        happen("09:00", "Product Added", Map.of("cart_id", "c1", "product_id", "p", "price", price));
        assertThat(cart("c1").lines().get(0).price()).isNull();
        assertThat(cart("c1").total().amount()).isZero();
        assertThat(cart("c1").total().currency()).isEqualTo("EUR");
    }

    @Test
    void addsUpTheSameProductAndKeepsTheOrder() {
        add("09:00", "lamp", "L-1", 1);
        add("09:01", "rug", "R-1", 1);
        add("09:02", "lamp", "L-1", 2);
        add("09:03", "lamp", "L-2", 1);
        assertThat(cart("c1").lines())
                .extracting(line -> line.sku() + " x" + line.quantity())
                .containsExactly("L-1 x3", "R-1 x1", "L-2 x1");
    }

    @Test
    void variantsThatGoByTheirIdsAreLinesOfTheirOwn() {
        for (String variant : List.of("s", "m", "s")) {
            happen(
                    "09:00",
                    "Product Added",
                    Map.of(
                            "cart_id",
                            "c1",
                            "product_id",
                            "lamp",
                            "variant_id",
                            variant,
                            "price",
                            variant.equals("s") ? 60 : 80));
        }
        assertThat(cart("c1").lines())
                .extracting(line -> line.variantId() + " x" + line.quantity())
                .containsExactly("s x2", "m x1");
        assertThat(cart("c1").total().amount()).isEqualByComparingTo("200");
    }

    @Test
    void removesPiecesThenTheLineThenEmptiesTheCart() {
        add("09:00", "lamp", "L-1", 3);
        happen("09:01", "Product Removed", Map.of("cart_id", "c1", "product_id", "lamp"));
        assertThat(cart("c1").lines().get(0).quantity()).isEqualTo(2);
        happen("09:02", "Product Removed", Map.of("cart_id", "c1", "product_id", "lamp", "quantity", 5));
        assertThat(cart("c1").lines()).isEmpty();
        assertThat(cart("c1").status()).isEqualTo(Cart.Status.EMPTIED);
        assertThat(cart("c1").changedAt()).isEqualTo(at("09:02"));
        happen("09:03", "Product Removed", Map.of("cart_id", "c1", "product_id", "rug"));
        assertThat(cart("c1").changedAt()).isEqualTo(at("09:02"));
    }

    @Test
    void aViewedCartIsAChangeOnlyWhenItsContentsDiffer() {
        add("09:00", "lamp", "L-1", 1);
        happen("09:10", "Cart Viewed", Map.of("cart_id", "c1"));
        happen("09:20", "Cart Viewed", Map.of("cart_id", "c1", "products", List.of(LAMP)));
        assertThat(cart("c1").changedAt()).isEqualTo(at("09:00"));
        assertThat(cart("c1").lines().get(0).name()).isEqualTo("Lampe");

        happen("09:30", "Cart Viewed", Map.of("cart_id", "c1", "products", List.of(LAMP, Map.of("product_id", "rug"))));
        assertThat(cart("c1").changedAt()).isEqualTo(at("09:30"));
        assertThat(cart("c1").lines()).extracting(CartLine::productId).containsExactly("lamp", "rug");

        happen("09:40", "Cart Viewed", Map.of("cart_id", "c1", "products", List.of()));
        assertThat(cart("c1").status()).isEqualTo(Cart.Status.EMPTIED);
    }

    @Test
    void contentsOlderThanWhatIsKnownAreNoNews() {
        add("09:30", "lamp", "L-1", 1);
        happen("09:10", "Cart Viewed", Map.of("cart_id", "c1", "products", List.of(Map.of("product_id", "rug"))));
        assertThat(cart("c1").lines()).extracting(CartLine::productId).containsExactly("lamp");
    }

    @Test
    void aListOfWhichNothingIsAProductSaysNothing() {
        add("09:00", "lamp", "L-1", 1);
        happen("09:10", "Cart Viewed", Map.of("cart_id", "c1", "products", List.of("lamp", Map.of("quantity", 2))));
        assertThat(cart("c1").lines()).hasSize(1);
    }

    @Test
    void aCheckoutWithoutCartIdBelongsToTheCartThatChangedLast() {
        add("09:00", "lamp", "L-1", 1);
        happen("09:01", "Product Added", Map.of("cart_id", "c2", "product_id", "rug"));
        happen("09:05", "Checkout Started", Map.of("order_id", "k1", "value", "54.90"));
        assertThat(cart("c2").checkoutId()).isEqualTo("k1");
        assertThat(cart("c2").total().amount()).isEqualByComparingTo("54.90");
        assertThat(cart("c2").changedAt()).isEqualTo(at("09:05"));

        add("09:10", "lamp", "L-1", 1);
        happen("09:20", "Payment Info Entered", Map.of("checkout_id", "k1", "order_id", "o1"));
        assertThat(cart("c2").changedAt()).isEqualTo(at("09:20"));
    }

    @Test
    void aCartWithoutIdGetsOneAndIsFoundAgain() {
        Activity first = happen("09:00", "Product Added", Map.of("product_id", "lamp", "cart_token", "t1"));
        happen("09:01", "Wishlist Product Added to Cart", Map.of("product_id", "rug"));
        happen("09:02", "Product Added", Map.of("cart_id", "c1", "product_id", "desk"));
        happen("09:03", "Product Added", Map.of("token", "t1", "product_id", "chair"));
        assertThat(cart("activity-" + first.id()).lines())
                .extracting(CartLine::productId)
                .containsExactly("lamp", "rug", "chair");
        assertThat(cart("activity-" + first.id()).checkoutId()).isEqualTo("t1");
    }

    @Test
    void theCartsAddressIsWhatTheShopSaysWhereItIsOne() {
        happen(
                "09:00",
                "Cart Viewed",
                Map.of("cart_id", "c1", "url", "javascript:alert(1)", "products", List.of(LAMP)));
        assertThat(cart("c1").url()).isEqualTo("http://localhost:8080");
        happen("09:01", "Cart Viewed", Map.of("cart_id", "c1", "url", "https://shop.example.org/cart/c1"));
        assertThat(cart("c1").url()).isEqualTo("https://shop.example.org/cart/c1");
        happen("09:02", "Checkout Started", Map.of("cart_id", "c1", "checkout_url", "https://pay.example.org/k1"));
        assertThat(cart("c1").url()).isEqualTo("https://pay.example.org/k1");
    }

    @Test
    void aShopThatJudgesItselfTellsWhenTheCartChanged() {
        happen(
                "11:00",
                "Cart Abandoned",
                Map.of(
                        "cart_id", "c1",
                        "changed_at", "2026-03-02T10:30:00+01:00",
                        "value", "45.00",
                        "products", List.of(LAMP)));
        assertThat(cart("c1").changedAt()).isEqualTo(at("09:30"));
        assertThat(cart("c1").total().amount()).isEqualByComparingTo("45");

        happen("11:30", "Cart Abandoned", Map.of("cart_id", "c1", "products", List.of(LAMP)));
        assertThat(cart("c1").changedAt()).isEqualTo(at("09:30"));

        happen("11:40", "Cart Abandoned", Map.of("cart_id", "c1", "products", List.of(Map.of("product_id", "rug"))));
        assertThat(cart("c1").changedAt()).isEqualTo(at("11:40"));
    }

    @Test
    void aBatchIsAppliedInItsOrder() {
        ContactId dominique = newContact();
        happen(
                activity("09:00", "Product Added", Map.of("cart_id", "c1", "product_id", "lamp")),
                like(activity("09:00", "Product Added", Map.of("cart_id", "c1", "product_id", "rug")), dominique, true),
                activity("09:01", "Product Added", Map.of("cart_id", "c1", "product_id", "desk")),
                activity("09:02", "Product Removed", Map.of("cart_id", "c1", "product_id", "lamp")),
                activity("09:03", "Product Viewed", Map.of("product_id", "lamp")));
        assertThat(cart("c1").lines()).extracting(CartLine::productId).containsExactly("desk");
        assertThat(carts.find(dominique, "c1").orElseThrow().lines())
                .extracting(CartLine::productId)
                .containsExactly("rug");
    }

    private void add(String at, String product, String sku, int quantity) {
        happen(
                at,
                "Product Added",
                Map.of("cart_id", "c1", "product_id", product, "sku", sku, "quantity", quantity, "price", 10));
    }

    private Cart cart(String cartId) {
        return carts.find(camille, cartId).orElseThrow();
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + ":00Z");
    }
}
