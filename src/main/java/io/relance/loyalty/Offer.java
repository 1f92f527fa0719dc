package io.relance.loyalty;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Something a coupon gives.
 *
 * @param validFor how long a coupon can be used once it is issued
 * @param prefix how its codes begin; at most 12 capital letters and digits
 * @param codes {@code generated}, or {@code pool} for codes that were made elsewhere and uploaded
 * @param most how many are issued in total; null for no limit
 * @param perContact how many one person gets; null for no limit
 */
record Offer(Duration validFor, String prefix, String codes, Integer most, Integer perContact) {

    static final Offer FREE_SHIPPING = new Offer(Duration.ofDays(1), "LIV", "generated", null, null);

    private static final String POOL = "pool";
    private static final Set<String> CODES = Set.of("generated", POOL);

    /** What the one does not say as the other says it. */
    static Offer or(Offer said, Offer otherwise) {
        return new Offer(
                said.validFor == null ? otherwise.validFor : said.validFor,
                said.prefix == null ? otherwise.prefix : said.prefix,
                said.codes == null ? otherwise.codes : said.codes,
                said.most == null ? otherwise.most : said.most,
                said.perContact == null ? otherwise.perContact : said.perContact);
    }

    void check(String name) {
        String setting = "RELANCE_LOYALTY_OFFERS_" + name.toUpperCase(Locale.ROOT);
        new Setting(setting + "_VALIDFOR", "a positive ISO 8601 duration such as PT24H")
                .require(validFor != null && !validFor.isNegative() && !validFor.isZero(), validFor);
        new Setting(setting + "_PREFIX", "at most 12 capital letters and digits such as LIV")
                .require(prefix == null || prefix.matches("[A-Z0-9]{0,12}"), prefix);
        new Setting(setting + "_CODES", "generated or pool")
                .require(codes == null || CODES.contains(codes.strip().toLowerCase(Locale.ROOT)), codes);
        new Setting(setting + "_MOST", "a positive whole number").require(most == null || most > 0, most);
        new Setting(setting + "_PERCONTACT", "a positive whole number")
                .require(perContact == null || perContact > 0, perContact);
    }

    String prefixOrNone() {
        return prefix == null ? "" : prefix;
    }

    boolean isPool() {
        return codes != null && POOL.equalsIgnoreCase(codes.strip());
    }
}
