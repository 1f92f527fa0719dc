package io.relance.segment.complement;

import io.relance.shared.Money;
import io.relance.shop.ShopProfile;
import io.relance.shop.shelf.Product;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The shelf that the shop keeps. Only what the shop itself told counts here: what was learned from a visitor's event may
 * be that visitor's own.
 */
@Component
class ShopShelf implements Shelf {

    private final io.relance.shop.shelf.Shelf shelf;
    private final ShopProfile shop;

    ShopShelf(io.relance.shop.shelf.Shelf shelf, ShopProfile shop) {
        this.shelf = shelf;
        this.shop = shop;
    }

    @Override
    public Map<String, Shelved> find(Collection<String> keys) {
        Map<String, Shelved> found = new HashMap<>();
        shelf.findAll(keys).forEach((id, product) -> found.put(id, shelved(product, null)));
        Set<String> skus = new HashSet<>(keys);
        skus.removeAll(found.keySet());
        shelf.findBySkus(skus).forEach((sku, product) -> found.put(sku, shelved(product, sku)));
        return found;
    }

    /** @param sku of the variant that is meant; null for the product as a whole */
    private Shelved shelved(Product product, String sku) {
        boolean described = product.describedAt() != null;
        return new Shelved(
                sku == null ? null : product.productId(),
                product.isStockTold(sku) ? !product.isSoldOut(sku) : null,
                described ? product.name() : null,
                described ? product.category() : null,
                price(product, sku).map(shop::inShopCurrency).map(Money::amount).orElse(null),
                described ? product.url() : null,
                described ? product.imageUrl() : null,
                product.usageDays() == null ? null : Duration.ofDays(product.usageDays()));
    }

    /** The variant's, else the product's; variants of different prices have none together. */
    private static Optional<Money> price(Product product, String sku) {
        Optional<Money> whole = product.toldPrice(null);
        List<Money> prices = product.variants().stream()
                .filter(variant -> sku == null ? whole.isEmpty() : sku.equals(variant.sku()))
                .filter(variant -> variant.price() != null)
                .flatMap(variant -> product.toldPrice(variant.variantId()).stream())
                .distinct()
                .toList();
        return prices.size() == 1 ? Optional.of(prices.get(0)) : whole;
    }
}
