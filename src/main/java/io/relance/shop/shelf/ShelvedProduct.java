package io.relance.shop.shelf;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A product while news is applied to it. */
class ShelvedProduct {

    final String productId;
    String name;
    String category;
    String url;
    String imageUrl;
    Integer usageDays;
    Instant describedAt;
    BigDecimal price;
    BigDecimal compareAtPrice;
    String currency;
    Instant pricedAt;
    /** The contact it was learned from; null once the shop has described it. */
    Long learnedFrom;

    boolean dirty;
    private final Map<String, ShelvedVariant> variants = new LinkedHashMap<>();

    ShelvedProduct(String productId) {
        this.productId = productId;
    }

    void put(ShelvedVariant variant) {
        variants.put(variant.variantId, variant);
    }

    Collection<ShelvedVariant> variants() {
        return variants.values();
    }

    /** The variant with that id, else with that sku; one that is new goes by its id, else by its sku. */
    ShelvedVariant variant(String variantId, String sku) {
        if (variantId == null && sku != null) {
            for (ShelvedVariant variant : variants.values()) {
                if (variant.isCalled(sku)) {
                    return variant;
                }
            }
        }
        String id = variantId != null ? variantId : sku != null ? sku : Product.Variant.ITSELF;
        return variants.computeIfAbsent(id, ShelvedVariant::new);
    }

    /** Whether the shop itself told what it costs, or what a variant of it costs. */
    boolean isPriced() {
        return pricedAt != null || variants.values().stream().anyMatch(variant -> variant.pricedAt != null);
    }

    Product toProduct() {
        return new Product(
                productId,
                name,
                category,
                url,
                imageUrl,
                usageDays,
                describedAt,
                price,
                compareAtPrice,
                currency,
                pricedAt,
                variants.values().stream().map(ShelvedVariant::toVariant).toList());
    }
}
