package io.relance.segment;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * A product to propose to somebody.
 *
 * @param productId the shop's id of it; null where it only has a sku
 * @param category as the shop writes it; null where nobody told it
 * @param price of one piece in the shop's currency; null where nobody told it
 */
public record Recommendation(
        String productId,
        String sku,
        String name,
        String category,
        BigDecimal price,
        String url,
        String imageUrl,
        Because because) {

    /** What leads to it. */
    public enum Kind {
        /** The table says that its category goes with what was bought. */
        COMPLEMENT,
        /** The table says that its category is a step up from what was bought. */
        UPGRADE,
        /** The table says nothing, but who bought the one bought the other more often than by chance. */
        TOGETHER;

        /** The word in tables and JSON. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Why it is proposed.
     *
     * @param kind the word of a {@link Kind}
     * @param bought the name of what the person bought, else its id
     * @param rule the id of the table's rule; null where none led to it
     * @param says what the rule's author says of it; null where nothing
     * @param lift how many times as often as by chance people bought it with something this person bought; null where
     *     too few did
     * @param together how many people did; null where too few
     */
    public record Because(String kind, String bought, String rule, String says, Double lift, Integer together) {}
}
