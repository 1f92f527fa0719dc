package io.relance.shop;

import java.math.BigDecimal;

/**
 * One product in a cart or an order.
 *
 * @param variant what the shop calls the variant: "small"
 * @param price of one piece, in the cart's currency; null when not told
 * @param variantId the shop's id of the variant; null where it goes by its sku, or there are none
 */
public record CartLine(
        String productId,
        String sku,
        String name,
        String variant,
        String category,
        BigDecimal price,
        int quantity,
        String url,
        String imageUrl,
        String variantId) {

    /** A line that names no variant by an id. */
    public CartLine(
            String productId,
            String sku,
            String name,
            String variant,
            String category,
            BigDecimal price,
            int quantity,
            String url,
            String imageUrl) {
        this(productId, sku, name, variant, category, price, quantity, url, imageUrl, null);
    }
}
