package io.relance.loyalty;

import java.time.Instant;

/**
 * How a customer stands in the shop's programme.
 *
 * @param points what can be used; below zero where points were used that an order given back took away
 * @param tier null where the shop has none that low
 * @param nextTier null on the highest
 * @param toNextTier how many more points that count it takes; zero on the highest
 * @param expiring how many points run out next, at {@code expiringAt}; zero and null where none do
 */
public record Standing(long points, String tier, String nextTier, long toNextTier, long expiring, Instant expiringAt) {}
