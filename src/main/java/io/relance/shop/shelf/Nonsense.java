package io.relance.shop.shelf;

import io.relance.shop.Told;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What makes no sense in what a person typed of a product; an event's nonsense only counts as not said. */
final class Nonsense {

    private static final Set<String> OF_A_VARIANT = new TreeSet<>(Set.of(
            "variant_id", "id", "sku", "variant", "name", "title", "price", "compare_at_price", "currency", "stock"));

    private static final String LIKE = "[{\"variant_id\":\"m\",\"stock\":3}]";

    private final List<String> wrong = new ArrayList<>();

    private Nonsense() {}

    /** A sentence for each. */
    static List<String> in(Map<String, Object> told) {
        Nonsense nonsense = new Nonsense();
        nonsense.values("", told);
        nonsense.variants(told.get("variants"));
        return nonsense.wrong;
    }

    private void values(String where, Map<String, Object> told) {
        Told read = new Told(told);
        for (String amount : List.of("price", "compare_at_price", "usage_days", "stock")) {
            BigDecimal number = read.number(amount);
            if (told.get(amount) != null && (number == null || number.signum() < 0)) {
                wrong.add(where + amount + " is '" + told.get(amount)
                        + "'; it accepts a number such as 12.50, 0 or more");
            }
        }
        for (String address : List.of("url", "image_url")) {
            if (told.get(address) != null && read.address(address) == null) {
                wrong.add(where + address + " is '" + told.get(address) + "'; it accepts an http or https address");
            }
        }
        if (told.get("currency") != null && read.currency() == null) {
            wrong.add(where + "currency is '" + told.get("currency") + "'; it accepts an ISO 4217 code such as EUR");
        }
    }

    private void variants(Object told) {
        if (told instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                variant("variants[" + i + "]", list.get(i));
            }
        } else if (told != null) {
            wrong.add("variants is no list; it accepts " + LIKE);
        }
    }

    private void variant(String where, Object told) {
        if (!(told instanceof Map<?, ?> map)) {
            wrong.add(where + " is no object; variants accepts " + LIKE);
            return;
        }
        Map<String, Object> variant = new LinkedHashMap<>();
        map.forEach((name, value) -> variant.put(String.valueOf(name), value));
        Set<String> unknown = new TreeSet<>(variant.keySet());
        unknown.removeAll(OF_A_VARIANT);
        if (!unknown.isEmpty()) {
            wrong.add(
                    where + " has no " + String.join(", ", unknown) + "; accepted: " + String.join(", ", OF_A_VARIANT));
        }
        Told read = new Told(variant);
        if (read.id("variant_id", "id") == null && read.id("sku") == null) {
            wrong.add(where + " says of which variant neither by variant_id nor by sku");
        }
        values(where + ".", variant);
    }
}
