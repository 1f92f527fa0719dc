package io.relance.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class LoyaltySettingsTests {

    @Test
    void freeShippingIsShippedAndEachPartOfItCanBeChanged() {
        assertThat(bind(Map.of()).offer("free-shipping"))
                .contains(new Offer(Duration.ofDays(1), "LIV", "generated", null, null));
        assertThat(bind(Map.of("RELANCE_LOYALTY_OFFERS_FREESHIPPING_VALIDFOR", "PT48H"))
                        .offer("free-shipping"))
                .contains(new Offer(Duration.ofDays(2), "LIV", "generated", null, null));
    }

    @Test
    void otherOffersCanBeMade() {
        LoyaltySettings settings = bind(
                Map.of("RELANCE_LOYALTY_OFFERS_GIFT_VALIDFOR", "P7D", "RELANCE_LOYALTY_OFFERS_GIFT_PREFIX", "CAD"));
        assertThat(settings.offer("gift")).contains(new Offer(Duration.ofDays(7), "CAD", null, null, null));
        assertThat(settings.offer("free-shipping")).isPresent();
    }

    @Test
    void pointsAndTiersCanBeSet() {
        LoyaltySettings settings = bind(Map.of(
                "RELANCE_LOYALTY_POINTS_PER_EURO",
                "0.5",
                "RELANCE_LOYALTY_TIERS",
                " Ambre : 10, Jade:20",
                "RELANCE_LOYALTY_POINTS_EXPIRE_AFTER",
                "P0D"));
        assertThat(settings.pointsPerEuro()).isEqualTo("0.5");
        assertThat(settings.tiers().of(19)).isEqualTo("Ambre");
        assertThat(settings.tiers().first()).isNull();
        assertThat(settings.pointsExpireAfter().isZero()).isTrue();
        assertThat(bind(Map.of("RELANCE_LOYALTY_TIERS", "")).tiers().of(1_000)).isNull();
    }

    @Test
    void whoMayTellOfPointsSpentCanBeSaid() {
        assertThat(bind(Map.of()).maySpend("any")).isTrue();
        LoyaltySettings settings = bind(Map.of("RELANCE_LOYALTY_SPENDING_SOURCES", "till, shop"));
        assertThat(settings.maySpend("till")).isTrue();
        assertThat(settings.maySpend("shop")).isTrue();
        assertThat(settings.maySpend("web")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "RELANCE_LOYALTY_OFFERS_GIFT_PREFIX, CAD, RELANCE_LOYALTY_OFFERS_GIFT_VALIDFOR",
        "RELANCE_LOYALTY_OFFERS_FREESHIPPING_VALIDFOR, PT0S, RELANCE_LOYALTY_OFFERS_FREESHIPPING_VALIDFOR",
        "RELANCE_LOYALTY_OFFERS_FREESHIPPING_PREFIX, l v, RELANCE_LOYALTY_OFFERS_FREESHIPPING_PREFIX",
        "RELANCE_LOYALTY_OFFERS_FREESHIPPING_CODES, list, RELANCE_LOYALTY_OFFERS_FREESHIPPING_CODES",
        "RELANCE_LOYALTY_OFFERS_FREESHIPPING_MOST, 0, RELANCE_LOYALTY_OFFERS_FREESHIPPING_MOST",
        "RELANCE_LOYALTY_OFFERS_FREESHIPPING_PERCONTACT, -1, RELANCE_LOYALTY_OFFERS_FREESHIPPING_PERCONTACT",
        "RELANCE_LOYALTY_POINTS_PER_EURO, one, RELANCE_LOYALTY_POINTS_PER_EURO",
        "RELANCE_LOYALTY_POINTS_PER_EURO, -1, RELANCE_LOYALTY_POINTS_PER_EURO",
        "RELANCE_LOYALTY_POINTS_EXPIRE_AFTER, PT1H, RELANCE_LOYALTY_POINTS_EXPIRE_AFTER",
        "RELANCE_LOYALTY_POINTS_EXPIRE_AFTER, P-1D, RELANCE_LOYALTY_POINTS_EXPIRE_AFTER",
        "RELANCE_LOYALTY_TIER_PERIOD, P0D, RELANCE_LOYALTY_TIER_PERIOD",
        "RELANCE_LOYALTY_REFERRAL_POINTS, 1.5, RELANCE_LOYALTY_REFERRAL_POINTS",
        "RELANCE_LOYALTY_REFERRAL_FRIEND_POINTS, -1, RELANCE_LOYALTY_REFERRAL_FRIEND_POINTS",
        "RELANCE_LOYALTY_REFERRAL_REWARD_AFTER, soon, RELANCE_LOYALTY_REFERRAL_REWARD_AFTER",
        "RELANCE_LOYALTY_REFERRAL_URL, https://shop.example.org/, RELANCE_LOYALTY_REFERRAL_URL",
        "RELANCE_LOYALTY_TIERS, Gold, RELANCE_LOYALTY_TIERS",
        "RELANCE_LOYALTY_TIERS, Gold:-1, RELANCE_LOYALTY_TIERS",
        "RELANCE_LOYALTY_TIERS, 'Gold:500,Silver:100', RELANCE_LOYALTY_TIERS",
        "RELANCE_LOYALTY_TIERS, 'Gold:500,gold:1000', RELANCE_LOYALTY_TIERS"
    })
    void refusesWhatWouldNotWork(String name, String value, String named) {
        assertThatThrownBy(() -> bind(Map.of(name, value)))
                .rootCause()
                .hasMessageStartingWith(named)
                .hasMessageContaining("it accepts")
                .hasMessageNotContaining("\n");
    }

    private static LoyaltySettings bind(Map<String, Object> environment) {
        return new Binder(ConfigurationPropertySources.from(
                        new SystemEnvironmentPropertySource("systemEnvironment", environment)))
                .bindOrCreate("relance.loyalty", LoyaltySettings.class);
    }
}
