package io.relance.loyalty;

import java.time.Instant;

/** A code one person may use once, until it expires. */
public record Coupon(String code, String offer, Instant expiresAt) implements Issue {}
