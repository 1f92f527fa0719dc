package io.relance.loyalty;

/** What came of a wish for a coupon. */
public sealed interface Issue permits Coupon, NoCoupon {}
