package io.relance.shop.shelf;

import io.relance.shop.Told;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What makes no sense in what a person typed of a product; an event's nonsense only counts as not said. */
final class Nonsense {

    private Nonsense() {}

    /** A sentence for each. */
    static List<String> in(Map<String, Object> told) {
        List<String> wrong = new ArrayList<>();
        for (String amount : List.of("price", "compare_at_price", "usage_days", "stock")) {
            BigDecimal number = new Told(told).number(amount);
            if (told.get(amount) != null && (number == null || number.signum() < 0)) {
                wrong.add(amount + " is '" + told.get(amount) + "'; it accepts a number such as 12.50, 0 or more");
            }
        }
        for (String address : List.of("url", "image_url")) {
            if (told.get(address) != null && new Told(told).address(address) == null) {
                wrong.add(address + " is '" + told.get(address) + "'; it accepts an http or https address");
            }
        }
        if (told.get("currency") != null && new Told(told).currency() == null) {
            wrong.add("currency is '" + told.get("currency") + "'; it accepts an ISO 4217 code such as EUR");
        }
        if (told.get("variants") != null && !(told.get("variants") instanceof List<?>)) {
            wrong.add("variants is no list; it accepts [{\"variant_id\":\"m\",\"stock\":3}]");
        }
        return wrong;
    }
}
