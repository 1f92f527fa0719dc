package io.relance.loyalty;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * By what an order earns points: what held when it first earned some, whatever the settings say since. A correction adds
 * and a refund takes back by the same.
 *
 * @param currency of the order
 * @param rate points for one unit of it
 * @param expiresAt when the points run out; null for never
 */
record OrderTerms(String currency, BigDecimal rate, Instant expiresAt) {

    /** The points of an amount in the order's currency; what makes no whole point is none. */
    long points(BigDecimal amount) {
        return amount.multiply(rate).setScale(0, RoundingMode.FLOOR).longValueExact();
    }
}
