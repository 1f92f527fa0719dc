package io.relance.segment.complement;

import java.math.BigDecimal;
import java.util.Comparator;

/**
 * A product that may be proposed, as order lines told of it.
 *
 * @param slug its category as tables write it; null where nobody told it
 * @param buyers how many people bought it
 */
record Candidate(
        int number,
        String key,
        String productId,
        String sku,
        String name,
        String category,
        String slug,
        BigDecimal price,
        String url,
        String imageUrl,
        int buyers) {

    /** The one that most people bought first; equal ones by their key, so that the answer is always the same. */
    static final Comparator<Candidate> BY_POPULARITY =
            Comparator.comparingInt(Candidate::buyers).reversed().thenComparing(Candidate::key);
}
