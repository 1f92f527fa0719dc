package io.relance.loyalty;

import java.math.BigDecimal;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What customers earn, from {@code RELANCE_LOYALTY_…}: points and tiers, and what can be offered; {@code
 * free-shipping} for 24 hours where nothing else is said.
 *
 * @param offers by name; names compare without regard to case, dashes and underscores, which environment variables
 *     cannot carry
 * @param pointsPerEuro points for one unit of the shop's currency; zero: orders earn none
 * @param pointsExpireAfter how long points can be used; zero: for ever
 * @param tiers by the points earned within {@code tierPeriod}
 * @param tierPeriod how long an order counts for the tier
 * @param referral what a customer and the friend they bring get for it
 * @param spendingSources RELANCE_LOYALTY_SPENDING_SOURCES, names of write keys that may tell of points spent; none: any
 */
@ConfigurationProperties("relance.loyalty")
record LoyaltySettings(
        Map<String, Offer> offers,
        BigDecimal pointsPerEuro,
        Period pointsExpireAfter,
        Tiers tiers,
        Period tierPeriod,
        ReferralTerms referral,
        Set<String> spendingSources) {

    private static final String FREE_SHIPPING = key("free-shipping");
    private static final Setting PER_EURO =
            new Setting("RELANCE_LOYALTY_POINTS_PER_EURO", "a number from 0 to 1000 such as 1 or 0.5");
    private static final Setting EXPIRE_AFTER = new Setting(
            "RELANCE_LOYALTY_POINTS_EXPIRE_AFTER", "a period of days, months or years such as P12M; P0D for never");
    private static final Setting TIER_PERIOD =
            new Setting("RELANCE_LOYALTY_TIER_PERIOD", "a period of days, months or years such as P12M");

    LoyaltySettings {
        Map<String, Offer> all = new HashMap<>();
        if (offers != null) {
            offers.forEach((name, offer) -> all.put(key(name), offer));
        }
        all.merge(FREE_SHIPPING, Offer.FREE_SHIPPING, Offer::or);
        all.forEach((name, offer) -> offer.check(name));
        offers = Map.copyOf(all);
        boolean sensible = pointsPerEuro.signum() >= 0 && pointsPerEuro.compareTo(BigDecimal.valueOf(1_000)) <= 0;
        PER_EURO.require(sensible, pointsPerEuro);
        TIER_PERIOD.require(!tierPeriod.isZero(), tierPeriod);
        spendingSources = Set.copyOf(spendingSources);
    }

    /** Reads the settings as texts, so that a wrong one is refused in our words. */
    @ConstructorBinding
    LoyaltySettings(
            Map<String, Offer> offers,
            @DefaultValue("1") String pointsPerEuro,
            @DefaultValue("P12M") String pointsExpireAfter,
            @DefaultValue("Bronze:0,Silver:500,Gold:1500") String tiers,
            @DefaultValue("P12M") String tierPeriod,
            @DefaultValue ReferralTerms referral,
            @DefaultValue({}) Set<String> spendingSources) {
        this(
                offers,
                PER_EURO.number(pointsPerEuro),
                EXPIRE_AFTER.period(pointsExpireAfter),
                Tiers.read(tiers),
                TIER_PERIOD.period(tierPeriod),
                referral,
                spendingSources);
    }

    Optional<Offer> offer(String name) {
        return Optional.ofNullable(offers.get(key(name)));
    }

    /** The offers whose codes are made elsewhere, as offers compare. */
    List<String> pools() {
        return offers.entrySet().stream()
                .filter(offer -> offer.getValue().isPool())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Whether a source (the name of a write key) may tell of points that were spent. */
    boolean maySpend(String source) {
        return spendingSources.isEmpty() || spendingSources.contains(source);
    }

    /** How offers compare. */
    static String key(String name) {
        return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
    }
}
