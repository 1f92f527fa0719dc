package io.relance.loyalty;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What can be offered, from {@code RELANCE_LOYALTY_OFFERS_…}; {@code free-shipping} for 24 hours where nothing else is
 * said.
 *
 * @param offers by name; names compare without regard to case, dashes and underscores, which environment variables
 *     cannot carry
 */
@ConfigurationProperties("relance.loyalty")
record LoyaltySettings(Map<String, Offer> offers) {

    private static final String FREE_SHIPPING = key("free-shipping");

    LoyaltySettings {
        Map<String, Offer> all = new HashMap<>();
        if (offers != null) {
            offers.forEach((name, offer) -> all.put(key(name), offer));
        }
        all.merge(FREE_SHIPPING, new Offer(Duration.ofDays(1), "LIV"), (said, shipped) -> said.or(shipped));
        all.forEach((name, offer) -> offer.check(name));
        offers = Map.copyOf(all);
    }

    Optional<Offer> offer(String name) {
        return Optional.ofNullable(offers.get(key(name)));
    }

    private static String key(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }

    /**
     * Something a coupon gives.
     *
     * @param validFor how long a coupon can be used once it is issued
     * @param prefix how its codes begin; at most 12 capital letters and digits
     */
    record Offer(Duration validFor, String prefix) {

        private Offer or(Offer other) {
            return new Offer(validFor == null ? other.validFor : validFor, prefix == null ? other.prefix : prefix);
        }

        private void check(String name) {
            String setting = "RELANCE_LOYALTY_OFFERS_" + name.toUpperCase(Locale.ROOT);
            if (validFor == null || validFor.isNegative() || validFor.isZero()) {
                throw new IllegalArgumentException(setting + "_VALIDFOR is '" + validFor
                        + "'; it accepts a positive ISO 8601 duration such as PT24H");
            }
            if (prefix != null && !prefix.matches("[A-Z0-9]{0,12}")) {
                throw new IllegalArgumentException(setting + "_PREFIX is '" + prefix
                        + "'; it accepts at most 12 capital letters and digits such as LIV");
            }
        }

        String prefixOrNone() {
            return prefix == null ? "" : prefix;
        }
    }
}
