package io.relance.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.relance.journey.run.Enrolments;
import io.relance.journey.run.Keyed;
import io.relance.journey.run.Run;
import io.relance.message.Draft;
import io.relance.pressure.Why;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import io.relance.shared.StepRef;
import io.relance.shop.shelf.Product;
import io.relance.shop.shelf.Product.Variant;
import io.relance.shop.shelf.Shelf;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GoneFromTheShelfTests {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final Enrolments enrolments = mock();
    private final Shelf shelf = mock();
    private final GoneFromTheShelf gone = new GoneFromTheShelf(enrolments, shelf);

    @Test
    void ofOneVariantOnlyItsOwnStockCounts() {
        onTheShelf(product("lamp", 100, variant("s", 0), variant("m", 3)));
        assertThat(reason(Map.of("product_id", "lamp", "variant_id", "s"))).isEqualTo("content_out_of_stock");
        assertThat(reason(Map.of("product_id", "lamp", "variant_id", "m"))).isNull();
        assertThat(reason(Map.of("product_id", "lamp"))).isNull();
        assertThat(reason(Map.of("product_id", "nobody told of it"))).isNull();
    }

    @Test
    void aPriceThatWasToBeToldHasToHold() {
        onTheShelf(product("lamp", 90), product("mug", 10), product("rug", 50, variant("", 0)));
        Map<String, Object> lamp = Map.of("product_id", "lamp", "price", 80, "price_before", 100);
        Map<String, Object> mug = Map.of("product_id", "mug", "price", 10, "price_before", 20);
        Map<String, Object> rug = Map.of("product_id", "rug", "price", 50, "price_before", 70);
        assertThat(reason(drop(lamp))).isEqualTo("content_price_changed");
        assertThat(reason(drop(lamp, rug))).isEqualTo("content_price_changed");
        assertThat(reason(drop(lamp, rug, mug))).as("one is worth it").isNull();
        assertThat(reason(Map.of("product_id", "lamp", "price", 80)))
                .as("nobody speaks of the price")
                .isNull();
    }

    @Test
    void whatWasBoughtOrAskedForGoesOutInAnyCase() {
        Draft transactional = draft(MessageClass.TRANSACTIONAL, null, "lamp");
        Draft ordered = draft(MessageClass.MARKETING, "order-1", "lamp");
        Draft ofNoProduct = draft(MessageClass.MARKETING, null, null);
        assertThat(gone.to(Map.of(1L, transactional, 2L, ordered, 3L, ofNoProduct)))
                .isEmpty();
        verifyNoInteractions(shelf, enrolments);
    }

    @Test
    void itIsSaidInBothLanguages() {
        onTheShelf(product("lamp", 1, variant("", 0)));
        Why why = why(Map.of("product_id", "lamp"));
        assertThat(why.detail()).isEqualTo("The product is sold out by now.");
        assertThat(why.french()).contains("plus en stock");
    }

    private static Map<String, Object> drop(Map<?, ?>... products) {
        return Map.of(
                "product_id",
                products[0].get("product_id"),
                "price",
                products[0].get("price"),
                "price_before",
                products[0].get("price_before"),
                "products",
                List.of(products));
    }

    private String reason(Map<String, Object> trigger) {
        Why why = why(trigger);
        return why == null ? null : why.reason();
    }

    private Why why(Map<String, Object> trigger) {
        Run run = new Run(7, "journey", 1, new ContactId(1), Keyed.CONTACT, "", trigger);
        when(enrolments.findAll(any())).thenReturn(Map.of(7L, run));
        String product = trigger.get("product_id").toString();
        return gone.to(Map.of(1L, draft(MessageClass.MARKETING, null, product))).get(1L);
    }

    private void onTheShelf(Product... products) {
        when(shelf.findAll(any()))
                .thenReturn(Stream.of(products).collect(Collectors.toMap(Product::productId, product -> product)));
    }

    private static Product product(String id, int price, Variant... variants) {
        return new Product(
                id, id, null, null, null, null, NOW, BigDecimal.valueOf(price), null, "EUR", NOW, List.of(variants));
    }

    private static Variant variant(String id, int stock) {
        return new Variant(id, null, null, null, null, stock, NOW, stock > 0 ? NOW : null);
    }

    private static Draft draft(MessageClass messageClass, String order, String product) {
        return new Draft(
                new ContactId(1),
                Channel.EMAIL,
                "template",
                messageClass,
                new StepRef("journey", 1, 7, "write"),
                null,
                order,
                product,
                null,
                null);
    }
}
