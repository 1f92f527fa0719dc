package io.relance.shop.shelf;

import io.relance.shop.shelf.Product.Variant;
import io.relance.shop.shelf.ShelfChanged.Restocked;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What has become of a product by news of it. */
record Difference(Product before, Product after) {

    List<Restocked> restocked() {
        return after.variants().stream()
                .flatMap(variant -> restocked(known(variant), variant).stream())
                .toList();
    }

    private Optional<Restocked> restocked(Variant was, Variant is) {
        boolean again =
                is.inStockSince() != null && (was == null || !is.inStockSince().equals(was.inStockSince()));
        if (again) {
            return Optional.of(new Restocked(after.productId(), is.variantId(), is.stock(), true));
        }
        boolean counted = was != null && was.stock() != null && is.stock() != null;
        return counted && is.stock() > was.stock() && is.inStockSince() != null
                ? Optional.of(new Restocked(after.productId(), is.variantId(), is.stock() - was.stock(), false))
                : Optional.empty();
    }

    /** A first price is no drop, nor is one in another currency; what visitors saw is no price of the shop's. */
    boolean isCheaper() {
        return before.pricedAt() != null
                        && isLess(after.price(), before.price())
                        && Objects.equals(before.currency(), after.currency())
                || after.variants().stream().anyMatch(variant -> isCheaper(known(variant), variant));
    }

    private boolean isCheaper(Variant was, Variant is) {
        return was != null
                && isLess(is.price(), was.price())
                && Objects.equals(before.currencyOf(was), after.currencyOf(is));
    }

    boolean lastsAnotherTime() {
        return !Objects.equals(before.usageDays(), after.usageDays());
    }

    private static boolean isLess(BigDecimal now, BigDecimal before) {
        return now != null && before != null && now.compareTo(before) < 0;
    }

    private Variant known(Variant variant) {
        return before.variants().stream()
                .filter(each -> each.variantId().equals(variant.variantId()))
                .findFirst()
                .orElse(null);
    }
}
