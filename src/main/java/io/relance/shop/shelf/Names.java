package io.relance.shop.shelf;

import java.util.Locale;
import java.util.Set;

/** The names of news about products; they compare without regard to case. */
final class Names {

    private static final Set<String> OF_PRODUCTS = Set.of("product updated", "product created");
    private static final Set<String> OF_STOCK = Set.of("stock changed", "inventory updated");

    private Names() {}

    /** What a product is and costs, and possibly how many there are. */
    static boolean isOfProducts(String name) {
        return OF_PRODUCTS.contains(name.strip().toLowerCase(Locale.ROOT));
    }

    /** How many there are. */
    static boolean isOfStock(String name) {
        return OF_STOCK.contains(name.strip().toLowerCase(Locale.ROOT));
    }
}
