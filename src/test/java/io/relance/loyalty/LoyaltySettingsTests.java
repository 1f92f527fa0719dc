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
        assertThat(bind(Map.of()).offer("free-shipping")).contains(new Offer(Duration.ofDays(1), "LIV"));
        assertThat(bind(Map.of("RELANCE_LOYALTY_OFFERS_FREESHIPPING_VALIDFOR", "PT48H"))
                        .offer("free-shipping"))
                .contains(new Offer(Duration.ofDays(2), "LIV"));
    }

    @Test
    void otherOffersCanBeMade() {
        LoyaltySettings settings = bind(
                Map.of("RELANCE_LOYALTY_OFFERS_GIFT_VALIDFOR", "P7D", "RELANCE_LOYALTY_OFFERS_GIFT_PREFIX", "CAD"));
        assertThat(settings.offer("gift")).contains(new Offer(Duration.ofDays(7), "CAD"));
        assertThat(settings.offer("free-shipping")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "RELANCE_LOYALTY_OFFERS_GIFT_PREFIX, CAD, RELANCE_LOYALTY_OFFERS_GIFT_VALIDFOR",
        "RELANCE_LOYALTY_OFFERS_FREESHIPPING_VALIDFOR, PT0S, RELANCE_LOYALTY_OFFERS_FREESHIPPING_VALIDFOR",
        "RELANCE_LOYALTY_OFFERS_FREESHIPPING_PREFIX, l v, RELANCE_LOYALTY_OFFERS_FREESHIPPING_PREFIX"
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
