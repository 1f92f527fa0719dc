package io.relance.segment.complement;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Port: what the shop says about products today, where it says more than the lines of past orders do. */
interface Shelf {

    /**
     * What is known of these products, in one read; one that nothing is known of is missing.
     *
     * @param keys the shop's ids of products, else their skus
     */
    Map<String, Shelved> find(Collection<String> keys);

    /**
     * A product on the shelf; what is not known is null.
     *
     * @param productId the shop's id of it, where it was asked for by a sku
     * @param category as the shop writes it
     * @param price of one piece in the shop's currency
     * @param lasts how long one is used until it is used up
     */
    record Shelved(
            String productId,
            Boolean inStock,
            String name,
            String category,
            BigDecimal price,
            String url,
            String imageUrl,
            Duration lasts) {

        /** Nothing is known. */
        static final Shelved UNKNOWN = new Shelved(null, null, null, null, null, null, null, null);

        /** Not known to be sold out. */
        boolean canBeSold() {
            return inStock == null || inStock;
        }
    }
}
