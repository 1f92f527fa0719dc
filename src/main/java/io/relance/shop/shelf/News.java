package io.relance.shop.shelf;

import io.relance.shop.Told;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What one piece of news does to its product; whatever is older than what is known is left out. */
class News {

    private static final String[] STOCK = {"stock", "inventory_quantity", "available", "quantity"};
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final ShelfEvent event;
    private final String shopCurrency;
    private final Told told;
    private final Instant at;

    News(ShelfEvent event, String shopCurrency) {
        this.event = event;
        this.shopCurrency = shopCurrency;
        this.told = new Told(event.properties());
        this.at = event.at().truncatedTo(ChronoUnit.MICROS);
    }

    /** The product it is about; null when it names none. */
    static String productId(Map<String, Object> properties) {
        return new Told(properties).id("product_id", "id");
    }

    void applyTo(ShelvedProduct product) {
        String variantId = told.id("variant_id");
        if (Names.isOfStock(event.name())) {
            count(product.variant(variantId, told.id("sku")), told);
        } else if (variantId == null) {
            describe(product);
            price(product);
            itself(product);
        } else {
            variant(product, told);
        }
        variants().forEach(each -> variant(product, each));
    }

    private void describe(ShelvedProduct product) {
        if (isLate(product.describedAt)) {
            return;
        }
        if (product.learnedFrom != null) {
            forgetLearned(product);
        }
        product.name = or(told.text("name", "title"), product.name);
        product.category = or(told.text("category"), product.category);
        product.url = or(told.address("url"), product.url);
        product.imageUrl = or(told.address("image_url"), product.imageUrl);
        BigDecimal days = told.number("usage_days");
        if (days != null || event.properties().containsKey("usage_days")) {
            product.usageDays = days == null || days.signum() <= 0 ? null : whole(days);
        }
        product.describedAt = at;
        product.dirty = true;
    }

    /** What a visitor's event said must not stand as if the shop had. */
    private static void forgetLearned(ShelvedProduct product) {
        product.learnedFrom = null;
        product.name = null;
        product.category = null;
        product.url = null;
        product.imageUrl = null;
        forgetLearnedPrice(product);
    }

    /** Nor what a visitor's event said of its price, or of the currency. */
    private static void forgetLearnedPrice(ShelvedProduct product) {
        if (!product.isPriced()) {
            product.price = null;
            product.currency = null;
            product.dirty = true;
        }
    }

    /** A price comes with the one it is compared with, or has none: what was reduced need not be so any more. */
    private void price(ShelvedProduct product) {
        BigDecimal price = amount(told, "price");
        if (price == null || isLate(product.pricedAt)) {
            return;
        }
        forgetLearnedPrice(product);
        product.price = price;
        product.compareAtPrice = amount(told, "compare_at_price");
        product.currency = or(told.currency(), or(product.currency, shopCurrency));
        product.pricedAt = at;
        product.dirty = true;
    }

    /** What is told of the product itself where it has no variants: its sku, how many there are. */
    private void itself(ShelvedProduct product) {
        String sku = told.id("sku");
        if (sku != null || tellsStock(told)) {
            ShelvedVariant itself = product.variant(Product.Variant.ITSELF, null);
            if (sku != null && !isLate(itself.describedAt)) {
                itself.sku = sku;
                itself.describedAt = at;
                itself.dirty = true;
            }
            count(itself, told);
        }
    }

    private void variant(ShelvedProduct product, Told it) {
        ShelvedVariant variant = product.variant(it.id("variant_id", "id"), it.id("sku"));
        if (!isLate(variant.describedAt)) {
            variant.sku = or(it.id("sku"), variant.sku);
            variant.name = or(it.text("variant", "name", "title"), variant.name);
            variant.describedAt = at;
            variant.dirty = true;
        }
        BigDecimal price = amount(it, "price");
        if (price != null && !isLate(variant.pricedAt)) {
            forgetLearnedPrice(product);
            variant.price = price;
            variant.compareAtPrice = amount(it, "compare_at_price");
            variant.currency = currency(it, variant, product);
            variant.pricedAt = at;
            variant.dirty = true;
        }
        count(variant, it);
    }

    /** As told of the variant, else of the whole; where it is told of neither, the one it had, the product's, the shop's. */
    private String currency(Told it, ShelvedVariant variant, ShelvedProduct product) {
        String known = or(variant.currency, or(product.currency, shopCurrency));
        return or(it.currency(), or(told.currency(), known));
    }

    private void count(ShelvedVariant variant, Told it) {
        if (tellsStock(it) && !isLate(variant.stockAt)) {
            BigDecimal stock = it.number(STOCK);
            variant.count(stock == null ? null : whole(stock.max(BigDecimal.ZERO)), at);
        }
    }

    /** A number, or on purpose none: {@code "stock": null} says that it is not counted. */
    private static boolean tellsStock(Told it) {
        return it.number(STOCK) != null
                || it.properties().containsKey("stock") && it.properties().get("stock") == null;
    }

    private Stream<Told> variants() {
        if (!(event.properties().get("variants") instanceof List<?> list)) {
            return Stream.empty();
        }
        return list.stream()
                .filter(Map.class::isInstance)
                .map(item -> {
                    Map<String, Object> properties = new HashMap<>();
                    ((Map<?, ?>) item).forEach((key, value) -> properties.put(String.valueOf(key), value));
                    return new Told(properties);
                })
                .filter(it -> it.id("variant_id", "id") != null || it.id("sku") != null);
    }

    private boolean isLate(Instant known) {
        return known != null && at.isBefore(known);
    }

    private static BigDecimal amount(Told it, String name) {
        BigDecimal amount = it.number(name);
        return amount == null || amount.signum() < 0 ? null : amount;
    }

    private static int whole(BigDecimal number) {
        return number.setScale(0, RoundingMode.DOWN).min(MOST).intValue();
    }

    private static <T> T or(T told, T known) {
        return told == null ? known : told;
    }
}
