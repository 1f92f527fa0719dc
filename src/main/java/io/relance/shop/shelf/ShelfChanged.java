package io.relance.shop.shelf;

import java.util.List;
import java.util.Set;

/**
 * Fact: there is something on the shelf again, or more of it, or something costs less, or lasts another time. Published
 * in the transaction that changed it; the first two only for news young enough to start journeys.
 *
 * @param cheaper the products of which something costs less than the shop said before
 * @param lasting the products whose usage time is another one
 */
public record ShelfChanged(List<Restocked> restocked, Set<String> cheaper, Set<String> lasting) {

    /**
     * A variant of which there is some again, or more.
     *
     * @param more how many more there are; null when they are not counted
     * @param again whether there was none before, or nobody had told
     */
    public record Restocked(String productId, String variantId, Integer more, boolean again) {}
}
