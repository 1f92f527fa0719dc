package io.relance.journey.word;

import io.relance.shop.shelf.Product;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the shelf adds to the product a run is about. */
final class ShelfFacts {

    private ShelfFacts() {}

    /**
     * The product's values.
     *
     * @param bought what a cart or an order says of it
     * @param shelf as it stands on the shelf; null when nobody told of it
     * @param trigger may name a variant
     */
    static Map<String, Object> product(
            Map<String, Object> bought, Product shelf, Map<String, Object> trigger, Supplier<Instant> usedUpAt) {
        Map<String, Object> values = new LinkedHashMap<>(bought);
        if (shelf != null) {
            String variant = Stream.of(bought.get("sku"), trigger.get("variant_id"), trigger.get("sku"))
                    .filter(Objects::nonNull)
                    .map(Object::toString)
                    .findFirst()
                    .orElse(null);
            add(values, "name", shelf.name());
            add(values, "category", shelf.category());
            add(values, "price", shelf.priceOf(variant));
            add(values, "url", shelf.url());
            add(values, "imageUrl", shelf.imageUrl());
            values.put("inStock", !shelf.isSoldOut(variant));
        }
        values.put("usedUpAt", (Supplier<Object>) usedUpAt::get);
        return values;
    }

    /** What somebody put into a cart keeps its price and its name. */
    private static void add(Map<String, Object> values, String name, Object value) {
        if (values.get(name) == null) {
            values.put(name, value);
        }
    }
}
