package io.relance.segment.complement;

import java.time.Instant;
import java.util.Set;

/**
 * A product somebody bought, in an order that was neither cancelled nor given back whole.
 *
 * @param number its row's; null while no reckoning has seen it
 * @param key what tells it from others: the shop's id of it, else its sku
 * @param names everything it may be known by: its key and the skus it was bought under
 * @param category as tables write it; null where nobody told it
 * @param at when it was bought last
 */
record Owned(
        Integer number, String key, String productId, Set<String> names, String name, String category, Instant at) {

    /** What to call it. */
    String called() {
        return name == null ? key : name;
    }
}
