package io.relance.shop.wish;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class PriceDropSettingsTests {

    @Test
    void eitherOfPercentAndAmountMakesADrop() {
        PriceDropSettings either = bind("10", "5");
        assertThat(isTold(either, "100", "95")).as("5 less, though 5 %").isTrue();
        assertThat(isTold(either, "100", "95.01")).isFalse();
        assertThat(isTold(either, "20", "18")).as("10 %, though 2 less").isTrue();
        assertThat(isTold(either, "20", "18.01")).isFalse();
    }

    @Test
    void noneIsALimitOfItsKind() {
        assertThat(isTold(bind("0", "5"), "100", "95")).isTrue();
        assertThat(isTold(bind("0", "5"), "5", "1"))
                .as("80 %, which is not asked")
                .isFalse();
        assertThat(isTold(bind("10", "0"), "100", "91")).isFalse();
        assertThat(isTold(bind("0", "0"), "100", "1")).isFalse();
    }

    @Test
    void whatCostsMoreIsNoDropWhateverIsSet() {
        assertThat(isTold(bind("10", "5"), "100", "100")).isFalse();
        assertThat(isTold(bind("10", "5"), "100", "150")).isFalse();
    }

    private static boolean isTold(PriceDropSettings settings, String seen, String now) {
        return settings.isWorthTelling(new BigDecimal(seen), new BigDecimal(now));
    }

    private static PriceDropSettings bind(String percent, String amount) {
        Map<String, Object> environment = Map.of(
                "RELANCE_SHOP_PRICE_DROP_PERCENT", percent,
                "RELANCE_SHOP_PRICE_DROP_AMOUNT", amount);
        return new Binder(ConfigurationPropertySources.from(
                        new SystemEnvironmentPropertySource("systemEnvironment", environment)))
                .bindOrCreate("relance.shop.price-drop", PriceDropSettings.class);
    }
}
