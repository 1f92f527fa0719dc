package io.relance.shop.shelf;

import java.math.BigDecimal;
import java.time.Instant;

/** A variant while news is applied to it. */
class ShelvedVariant {

    final String variantId;
    String sku;
    String name;
    Instant describedAt;
    BigDecimal price;
    BigDecimal compareAtPrice;
    String currency;
    Instant pricedAt;
    Integer stock;
    Instant stockAt;
    Instant inStockSince;
    boolean dirty;

    ShelvedVariant(String variantId) {
        this.variantId = variantId;
    }

    boolean isCalled(String called) {
        return called.equals(variantId) || called.equals(sku);
    }

    /** Takes over how many there are; null: nobody counts them. */
    void count(Integer now, Instant at) {
        boolean there = now == null || now > 0;
        boolean wasThere = stockAt != null && (stock == null || stock > 0);
        stock = now;
        stockAt = at;
        dirty = true;
        if (!there) {
            inStockSince = null;
        } else if (!wasThere) {
            inStockSince = at;
        }
    }

    Product.Variant toVariant() {
        return new Product.Variant(variantId, sku, name, price, compareAtPrice, currency, stock, stockAt, inStockSince);
    }
}
