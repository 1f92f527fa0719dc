package io.relance.loyalty;

import java.time.Duration;
import java.util.Locale;

/**
 * Something a coupon gives.
 *
 * @param validFor how long a coupon can be used once it is issued
 * @param prefix how its codes begin; at most 12 capital letters and digits
 */
record Offer(Duration validFor, String prefix) {

    static final Offer FREE_SHIPPING = new Offer(Duration.ofDays(1), "LIV");

    /** What the one does not say as the other says it. */
    static Offer or(Offer said, Offer otherwise) {
        return new Offer(
                said.validFor == null ? otherwise.validFor : said.validFor,
                said.prefix == null ? otherwise.prefix : said.prefix);
    }

    void check(String name) {
        String setting = "RELANCE_LOYALTY_OFFERS_" + name.toUpperCase(Locale.ROOT);
        if (validFor == null || validFor.isNegative() || validFor.isZero()) {
            throw new Setting(setting + "_VALIDFOR", "a positive ISO 8601 duration such as PT24H").refusal(validFor);
        }
        if (prefix != null && !prefix.matches("[A-Z0-9]{0,12}")) {
            throw new Setting(setting + "_PREFIX", "at most 12 capital letters and digits such as LIV").refusal(prefix);
        }
    }

    String prefixOrNone() {
        return prefix == null ? "" : prefix;
    }
}
