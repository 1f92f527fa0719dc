package io.relance.segment.complement;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.ActivityTest;
import io.relance.segment.complement.Shelf.Shelved;
import io.relance.shop.ShopProfile;
import io.relance.shop.shelf.ShelfEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What recommendations know of the shop's shelf. */
class ShopShelfTests extends ActivityTest {

    @Autowired
    Shelf shelf;

    @Autowired
    io.relance.shop.shelf.Shelf shops;

    @Test
    void whatTheShopTellsCountsInItsOwnCurrency() {
        Map<String, Object> lamp = new HashMap<>(Map.of("product_id", "sh-lamp", "name", "Aurore lamp", "price", 90));
        lamp.putAll(Map.of("category", "Light", "currency", "USD", "stock", 2, "usage_days", 30));
        lamp.putAll(Map.of("url", "https://shop.example.org/lamp", "image_url", "https://shop.example.org/lamp.jpg"));
        news("Product Updated", lamp);

        assertThat(new ShopShelf(shops, withDollarsAtHalf())
                        .find(List.of("sh-lamp"))
                        .get("sh-lamp"))
                .isEqualTo(new Shelved(
                        null,
                        true,
                        "Aurore lamp",
                        "Light",
                        new BigDecimal("45.00"),
                        "https://shop.example.org/lamp",
                        "https://shop.example.org/lamp.jpg",
                        Duration.ofDays(30)));
    }

    @Test
    void aVariantCountsInTheCurrencyItIsToldIn() {
        news(
                "Product Updated",
                Map.of(
                        "product_id",
                        "sh-cup",
                        "currency",
                        "USD",
                        "variants",
                        List.of(Map.of("variant_id", "red", "sku", "CUP-R", "price", 90))));
        assertThat(new ShopShelf(shops, withDollarsAtHalf())
                        .find(List.of("sh-cup", "CUP-R"))
                        .values())
                .extracting(Shelved::price)
                .containsExactly(new BigDecimal("45.00"), new BigDecimal("45.00"));
    }

    @Test
    void soldOutIsWhatIsLeftInNoVariantAndWhatNobodyCountsIsNot() {
        news(
                "Product Updated",
                Map.of(
                        "product_id",
                        "sh-mug",
                        "name",
                        "Mug",
                        "variants",
                        List.of(
                                Map.of("variant_id", "red", "sku", "MUG-R", "price", 12, "stock", 0),
                                Map.of("variant_id", "blue", "sku", "MUG-B", "price", 12, "stock", 1))));
        news("Product Updated", Map.of("product_id", "sh-untold", "name", "Untold"));

        assertThat(find("sh-mug").inStock()).isTrue();
        assertThat(find("sh-mug").price()).isEqualByComparingTo("12");
        assertThat(find("MUG-R").inStock()).isFalse();
        assertThat(find("MUG-R").name()).isEqualTo("Mug");
        assertThat(find("MUG-R").productId()).isEqualTo("sh-mug");
        assertThat(find("MUG-B").inStock()).isTrue();
        assertThat(find("sh-untold").inStock()).isNull();
        assertThat(find("sh-untold").canBeSold()).isTrue();

        news("Stock Changed", Map.of("product_id", "sh-mug", "variant_id", "blue", "stock", 0));
        assertThat(find("sh-mug").canBeSold()).isFalse();
    }

    @Test
    void whatAVisitorsEventTaughtSaysNothingToOthers() {
        happen("09:00", "Product Viewed", Map.of("product_id", "sh-ring", "name", "Ring for Anna", "price", 300));
        assertThat(shops.find("sh-ring"))
                .hasValueSatisfying(ring -> assertThat(ring.name()).isEqualTo("Ring for Anna"));

        assertThat(find("sh-ring")).isEqualTo(Shelved.UNKNOWN);
        assertThat(shelf.find(List.of("sh-nothing"))).isEmpty();
    }

    private static ShopProfile withDollarsAtHalf() {
        return new ShopProfile(
                "Shop",
                "https://shop.example.org",
                "",
                "EUR",
                "Europe/Paris",
                "PT1H",
                Map.of("usd", "0.5"),
                new ShopProfile.Automation(2, 3, 2, 2));
    }

    private Shelved find(String key) {
        return shelf.find(List.of(key, "sh-nothing")).get(key);
    }

    private void news(String name, Map<String, Object> properties) {
        shops.receive(List.of(new ShelfEvent(name, NINE, true, properties)));
    }
}
