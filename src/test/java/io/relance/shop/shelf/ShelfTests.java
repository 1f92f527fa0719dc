package io.relance.shop.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.shop.ShelfTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ShelfTests extends ShelfTest {

    @Test
    void aProductIsWhatItsShopTells() {
        told(
                "Product Updated",
                lamp,
                Map.of(
                        "name",
                        "Lampe",
                        "category",
                        "Lumière",
                        "url",
                        "https://shop.example.org/lamp",
                        "price",
                        "89.90",
                        "compare_at_price",
                        99,
                        "currency",
                        "eur",
                        "usage_days",
                        30,
                        "stock",
                        4,
                        "sku",
                        "L-1"));
        Product known = shelf.find(lamp).orElseThrow();
        assertThat(known.name()).isEqualTo("Lampe");
        assertThat(known.price()).isEqualByComparingTo("89.90");
        assertThat(known.compareAtPrice()).isEqualByComparingTo("99");
        assertThat(known.currency()).isEqualTo("EUR");
        assertThat(known.usageDays()).isEqualTo(30);
        assertThat(known.isSoldOut(null)).isFalse();
        told("Product Updated", lamp, Map.of("price", 85));
        assertThat(shelf.find(lamp).orElseThrow().compareAtPrice())
                .as("what was reduced need not be so any more")
                .isNull();
        assertThat(shelf.find(lamp).orElseThrow().name()).isEqualTo("Lampe");
    }

    @Test
    void anOlderEventNeverUndoesANewerOneOfItsKind() {
        told("Product Updated", lamp, Map.of("name", "Newer", "price", 80), NINE);
        told("Product Updated", lamp, Map.of("name", "Older", "price", 90, "stock", 3), NINE.minusSeconds(60));
        Product known = shelf.find(lamp).orElseThrow();
        assertThat(known.name()).isEqualTo("Newer");
        assertThat(known.price()).isEqualByComparingTo("80");
        assertThat(known.variants()).as("nobody told the stock before").hasSize(1);
        assertThat(known.variants().get(0).stock()).isEqualTo(3);
        told("Stock Changed", lamp, Map.of("stock", 9), NINE.minusSeconds(120));
        assertThat(shelf.find(lamp).orElseThrow().variants().get(0).stock()).isEqualTo(3);
    }

    @Test
    void aVariantGoesByItsIdOrItsSku() {
        told(
                "Product Updated",
                lamp,
                Map.of(
                        "price",
                        20,
                        "variants",
                        List.of(
                                Map.of("variant_id", "s", "sku", "L-S", "stock", 0),
                                Map.of("variant_id", "m", "sku", "L-M", "stock", 2, "price", 25))));
        told("Inventory Updated", lamp, Map.of("sku", "L-M", "inventory_quantity", "0"));
        Product known = shelf.find(lamp).orElseThrow();
        assertThat(known.variants()).hasSize(2);
        assertThat(known.isSoldOut("m")).isTrue();
        assertThat(known.isSoldOut("L-S")).isTrue();
        assertThat(known.isSoldOut(null)).isTrue();
        assertThat(known.isSoldOut("never heard of")).isFalse();
        assertThat(known.priceOf("L-M")).isEqualByComparingTo("25");
        assertThat(known.priceOf("s")).isEqualByComparingTo("20");
    }

    @Test
    void whatIsNotCountedIsNeverSoldOutAndOversoldIsNone() {
        Map<String, Object> uncounted = new HashMap<>();
        uncounted.put("stock", null);
        told("Stock Changed", lamp, Map.of("stock", -3));
        assertThat(shelf.find(lamp).orElseThrow().isSoldOut(null)).isTrue();
        told("Stock Changed", lamp, uncounted);
        assertThat(shelf.find(lamp).orElseThrow().isSoldOut(null)).isFalse();
    }

    @Test
    void whatPeopleLookAtIsLearnedUntilTheShopTells() {
        does(
                camille,
                "Product Viewed",
                Map.of(
                        "product_id",
                        lamp,
                        "name",
                        "Lampe",
                        "price",
                        50,
                        "stock",
                        7,
                        "url",
                        "https://elsewhere.example.org/lamp",
                        "image_url",
                        "http://localhost/lamp.jpg"));
        Product learned = shelf.find(lamp).orElseThrow();
        assertThat(learned.name()).isEqualTo("Lampe");
        assertThat(learned.price()).isEqualByComparingTo("50");
        assertThat(learned.pricedAt()).isNull();
        assertThat(learned.variants()).as("a visitor knows no stock").isEmpty();
        assertThat(learned.url()).as("a visitor must not lead others anywhere").isNull();
        assertThat(learned.imageUrl()).isEqualTo("http://localhost/lamp.jpg");

        told("Product Updated", lamp, Map.of("name", "Lampe Aurore", "price", 60));
        does(camille, "Product Viewed", Map.of("product_id", lamp, "name", "Free", "category", "Free", "price", 1));
        Product known = shelf.find(lamp).orElseThrow();
        assertThat(known.name()).isEqualTo("Lampe Aurore");
        assertThat(known.category()).isNull();
        assertThat(known.price()).isEqualByComparingTo(BigDecimal.valueOf(60));
    }

    @Test
    void twoNodesTellingOfOneNewProductLeaveTheNewest() {
        for (int round = 0; round < 20; round++) {
            String product = lamp + round;
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> told(
                                    "Product Updated",
                                    product,
                                    Map.of("name", "Newer"),
                                    NINE.plus(Duration.ofHours(1)))),
                            CompletableFuture.runAsync(
                                    () -> told("Product Updated", product, Map.of("name", "Older"), NINE)))
                    .join();
            assertThat(shelf.find(product).orElseThrow().name()).isEqualTo("Newer");
        }
    }
}
