package io.relance.shop;

import java.math.BigDecimal;

/** One product in a cart or an order; {@code price} is for one piece, in the cart's currency; null when not told. */
public record CartLine(
        String productId,
        String sku,
        String name,
        String variant,
        String category,
        BigDecimal price,
        int quantity,
        String url,
        String imageUrl) {}
