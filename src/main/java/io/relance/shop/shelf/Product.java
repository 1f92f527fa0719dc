package io.relance.shop.shelf;

import io.relance.shared.Money;
import io.relance.shop.shelf.Product.Variant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A product as it stands on the shelf.
 *
 * @param usageDays how many days one piece of it lasts; null where it is not used up
 * @param describedAt when the shop last told what it is; null when only visitors' events did
 * @param price of one piece, in {@code currency}; null when not told
 * @param pricedAt when the shop last told the price; null when it was only learned from what visitors saw
 * @param variants the empty variant, which is the product itself, among them
 */
public record Product(
        String productId,
        String name,
        String category,
        String url,
        String imageUrl,
        Integer usageDays,
        Instant describedAt,
        BigDecimal price,
        BigDecimal compareAtPrice,
        String currency,
        Instant pricedAt,
        List<Variant> variants) {

    /**
     * One way in which a product is sold.
     *
     * @param variantId empty for the product itself
     * @param price null: the product's
     * @param currency of its own price; null: the product's
     * @param stock pieces left; null when they are not counted
     * @param stockAt when the shop last told the stock; null when it never did
     * @param inStockSince since when there is some without a break; null while there is none, or nobody told
     */
    public record Variant(
            String variantId,
            String sku,
            String name,
            BigDecimal price,
            BigDecimal compareAtPrice,
            String currency,
            Integer stock,
            Instant stockAt,
            Instant inStockSince) {

        /** One that costs what it costs in the product's currency. */
        public Variant(
                String variantId,
                String sku,
                String name,
                BigDecimal price,
                BigDecimal compareAtPrice,
                Integer stock,
                Instant stockAt,
                Instant inStockSince) {
            this(variantId, sku, name, price, compareAtPrice, null, stock, stockAt, inStockSince);
        }

        /** The variant that is the product itself. */
        public static final String ITSELF = "";

        boolean isCalled(String called) {
            return called.equals(variantId) || called.equals(sku);
        }

        boolean isSoldOut() {
            return stockAt != null && stock != null && stock <= 0;
        }
    }

    /** Whether none of it is left, as far as the shop tells; of one variant, where one is named. */
    public boolean isSoldOut(String variant) {
        List<Variant> meant = meant(variant);
        return !meant.isEmpty() && meant.stream().allMatch(Variant::isSoldOut);
    }

    /** Whether the shop ever told how many there are; of one variant, where one is named. */
    public boolean isStockTold(String variant) {
        return meant(variant).stream().anyMatch(each -> each.stockAt() != null);
    }

    /** The price of a variant, by its id or sku; the product's where it has none of its own. Null when not told. */
    public BigDecimal priceOf(String variant) {
        return priced(variant).map(Variant::price).orElse(price);
    }

    /**
     * The price that the shop itself told, never one that was only learned. Empty also for a name that is none of the
     * variants there are: what that one costs nobody told.
     */
    public Optional<Money> toldPrice(String variant) {
        boolean told = priced(variant).isPresent() || pricedAt != null && knows(variant);
        Money money = new Money(priceOf(variant), currencyOf(variant));
        return told && money.amount() != null && money.currency() != null ? Optional.of(money) : Optional.empty();
    }

    /** Of the two names of a variant that somebody told, the one that it goes by here; null where neither was told. */
    public String called(String variantId, String sku) {
        return variantId == null || sku != null && !knows(variantId) ? sku : variantId;
    }

    /** What has no variants is the product itself, whatever it is called. */
    private boolean knows(String variant) {
        return variant == null
                || variants.stream().allMatch(each -> each.isCalled(Variant.ITSELF))
                || variants.stream().anyMatch(each -> each.isCalled(variant));
    }

    private Optional<Variant> priced(String variant) {
        return variants.stream()
                .filter(each -> variant != null && each.isCalled(variant) && each.price() != null)
                .findFirst();
    }

    private String currencyOf(String variant) {
        return priced(variant).map(this::currencyOf).orElse(currency);
    }

    String currencyOf(Variant variant) {
        return variant.currency() == null ? currency : variant.currency();
    }

    /** Since when there is some, as far as the shop tells; null while there is none, or nobody told. */
    public Instant inStockSince(String variant) {
        return meant(variant).stream()
                .map(Variant::inStockSince)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** As the properties of an activity about it; about one variant, by its id or sku, where one is named. */
    public Map<String, Object> properties(String variant) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("product_id", productId);
        properties.put("name", name);
        properties.put("category", category);
        variants.stream()
                .filter(each -> variant != null && each.isCalled(variant))
                .findFirst()
                .ifPresent(each -> {
                    properties.put("variant_id", each.variantId().isEmpty() ? null : each.variantId());
                    properties.put("sku", each.sku());
                    properties.put("variant", each.name());
                });
        properties.put("price", priceOf(variant));
        properties.put("currency", currencyOf(variant));
        properties.put("url", url);
        properties.put("image_url", imageUrl);
        properties.values().removeIf(Objects::isNull);
        return properties;
    }

    /** A variant nobody knows by that name is as the product itself; without a name any will do. */
    private List<Variant> meant(String variant) {
        if (variant == null || variant.isEmpty()) {
            return variants.stream().filter(each -> each.stockAt() != null).toList();
        }
        List<Variant> called =
                variants.stream().filter(each -> each.isCalled(variant)).toList();
        return called.isEmpty()
                ? variants.stream()
                        .filter(each -> each.isCalled(Variant.ITSELF))
                        .toList()
                : called;
    }
}
