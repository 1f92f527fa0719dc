package io.relance.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.shared.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ShopProfileTests {

    @Test
    void readsTheEnvironment() {
        ShopProfile shop = bind(Map.of(
                "RELANCE_SHOP_CURRENCY", "chf",
                "RELANCE_SHOP_TIMEZONE", "Europe/Zurich",
                "RELANCE_SHOP_CART_ABANDONED_AFTER", "PT2H",
                "RELANCE_SHOP_RATES_EUR", "0.95",
                "RELANCE_SHOP_AUTOMATION_SALES_VOLUME", "5"));
        assertThat(shop.currency().getCurrencyCode()).isEqualTo("CHF");
        assertThat(shop.timezone().getId()).isEqualTo("Europe/Zurich");
        assertThat(shop.cartAbandonedAfter()).isEqualTo(Duration.ofHours(2));
        assertThat(shop.rates()).isEqualTo(Map.of("EUR", new BigDecimal("0.95")));
        assertThat(shop.automation()).isEqualTo(new ShopProfile.Automation(5, 3, 2, 2));
    }

    @Test
    void sumsUpToAHybridShopWhereNothingIsSet() {
        ShopProfile shop = bind(Map.of());
        assertThat(shop.currency().getCurrencyCode()).isEqualTo("EUR");
        assertThat(shop.timezone().getId()).isEqualTo("Europe/Paris");
        assertThat(shop.cartAbandonedAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(shop.automation()).isEqualTo(new ShopProfile.Automation(2, 3, 2, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 2026-06-10T00:59:59Z, 2026-06-10T01:00:00Z",
        "Europe/Paris, 2026-06-10T01:00:00Z, 2026-06-11T01:00:00Z",
        // Of these nights one is an hour shorter, one an hour longer.
        "Europe/Paris, 2026-03-28T02:00:00Z, 2026-03-29T01:00:00Z",
        "Europe/Paris, 2026-10-24T01:00:00Z, 2026-10-25T02:00:00Z",
        "America/New_York, 2026-06-10T01:00:00Z, 2026-06-10T07:00:00Z"
    })
    void itsNightsAreByItsOwnClock(String zone, String moment, String night) {
        assertThat(bind(Map.of("RELANCE_SHOP_TIMEZONE", zone)).nightAfter(Instant.parse(moment)))
                .isEqualTo(Instant.parse(night));
    }

    @ParameterizedTest
    @CsvSource({
        "RELANCE_SHOP_CURRENCY, EURO",
        "RELANCE_SHOP_TIMEZONE, Europe/Lutece",
        "RELANCE_SHOP_CART_ABANDONED_AFTER, soon",
        "RELANCE_SHOP_CART_ABANDONED_AFTER, PT0S",
        "RELANCE_SHOP_CART_ABANDONED_AFTER, -PT1H",
        "RELANCE_SHOP_AUTOMATION_PRODUCT_COMPLEXITY, 6",
        "RELANCE_SHOP_AUTOMATION_SALES_VOLUME, 0",
        "RELANCE_SHOP_RATES_USD, 0",
        "RELANCE_SHOP_RATES_USD, cheap",
        "RELANCE_SHOP_RATES_DOLLAR, 1",
        "RELANCE_SHOP_URL, shop.example.org",
        "RELANCE_SHOP_CART_URL, /cart"
    })
    void refusesInOneLineThatNamesTheSetting(String setting, String value) {
        assertThatThrownBy(() -> bind(Map.of(setting, value)))
                .rootCause()
                .hasMessageStartingWith(setting)
                .hasMessageContaining("it accepts")
                .hasMessageNotContaining("\n");
    }

    @Test
    void countsOtherCurrenciesByTheirRateAtFaceValueWithout() {
        ShopProfile shop = bind(Map.of("RELANCE_SHOP_RATES_USD", "0.915"));
        assertThat(shop.inShopCurrency(money("100.01", "USD"))).isEqualTo(money("91.51", "EUR"));
        assertThat(shop.inShopCurrency(money("100.00", "GBP"))).isEqualTo(money("100.00", "EUR"));
        assertThat(shop.inShopCurrency(money("100.00", "EUR"))).isEqualTo(money("100.00", "EUR"));
    }

    @Test
    void fillsTheCartsAddress() {
        ShopProfile shop = bind(Map.of("RELANCE_SHOP_CART_URL", "https://shop.example.org/cart/{cart}?items={items}"));
        assertThat(shop.cartAddress("c 1/é", List.of(line("lamp", null, 2), line(null, "R&1", 1))))
                .isEqualTo("https://shop.example.org/cart/c%201%2F%C3%A9?items=lamp%3A2%2CR%261%3A1");
    }

    private static CartLine line(String productId, String sku, int quantity) {
        return new CartLine(productId, sku, null, null, null, null, quantity, null, null);
    }

    private static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    private static ShopProfile bind(Map<String, Object> environment) {
        return new Binder(ConfigurationPropertySources.from(
                        new SystemEnvironmentPropertySource("systemEnvironment", environment)))
                .bindOrCreate("relance.shop", ShopProfile.class);
    }
}
