package io.relance.shop;

import io.relance.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The shop's own facts, from its settings ({@code RELANCE_SHOP_…}).
 *
 * @param name shown to customers
 * @param url the shop's address
 * @param cartUrl address that restores a cart as it was left; {@code {cart}} and {@code {items}} (id:quantity, …) are
 *     filled in
 * @param currency amounts in another currency count by {@code rates}, at face value where it has none
 * @param timezone where a contact says nothing else
 * @param cartAbandonedAfter no change and no order for this long: abandoned
 * @param rates by currency code, the value of one unit in the shop's currency
 * @param automation how well the shop suits automation, 1–5 each
 */
@ConfigurationProperties("relance.shop")
public record ShopProfile(
        String name,
        String url,
        String cartUrl,
        Currency currency,
        ZoneId timezone,
        Duration cartAbandonedAfter,
        Map<String, BigDecimal> rates,
        Automation automation) {

    /** When few people buy. */
    private static final LocalTime NIGHT = LocalTime.of(3, 0);

    private static final Setting URL = new Setting("RELANCE_SHOP_URL", "an http or https address");
    private static final Setting CART_URL =
            new Setting("RELANCE_SHOP_CART_URL", "an http or https address with {cart} or {items} in it");
    private static final Setting CURRENCY = new Setting("RELANCE_SHOP_CURRENCY", "an ISO 4217 code such as EUR");
    private static final Setting TIMEZONE = new Setting("RELANCE_SHOP_TIMEZONE", "an IANA zone such as Europe/Paris");
    private static final Setting ABANDONED_AFTER =
            new Setting("RELANCE_SHOP_CART_ABANDONED_AFTER", "a positive ISO 8601 duration such as PT1H");

    /** Refuses what would not work, in one line that names the setting. */
    public ShopProfile {
        URL.require(Setting.isWebAddress(url), url);
        CART_URL.require(cartUrl.isBlank() || Setting.isWebAddress(cartUrl), cartUrl);
        ABANDONED_AFTER.requirePositive(cartAbandonedAfter);
        rates = byCurrency(rates == null ? Map.of() : rates);
    }

    /** Reads the settings as texts, so that a wrong one is refused in our words. */
    @ConstructorBinding
    public ShopProfile(
            @DefaultValue("Relance") String name,
            @DefaultValue("http://localhost:8080") String url,
            @DefaultValue("") String cartUrl,
            @DefaultValue("EUR") String currency,
            @DefaultValue("Europe/Paris") String timezone,
            @DefaultValue("PT1H") String cartAbandonedAfter,
            Map<String, String> rates,
            @DefaultValue Automation automation) {
        this(
                name,
                url,
                cartUrl,
                CURRENCY.currency(currency),
                TIMEZONE.zone(timezone),
                ABANDONED_AFTER.duration(cartAbandonedAfter),
                numbers(rates == null ? Map.of() : rates),
                automation);
    }

    /**
     * The shop-wide factors of the automation decision, each 1 (for people) to 5 (for automation).
     *
     * @param salesVolume more sales is higher
     * @param productComplexity more complex is lower
     * @param clientAttachment more attached to people and service is lower
     * @param experiencePositioning more positioned on experience is lower
     */
    public record Automation(
            @DefaultValue("2") int salesVolume,
            @DefaultValue("3") int productComplexity,
            @DefaultValue("2") int clientAttachment,
            @DefaultValue("2") int experiencePositioning) {

        /** Refuses factors beyond the scale, in one line that names the setting. */
        public Automation {
            requireFactor("SALES_VOLUME", salesVolume);
            requireFactor("PRODUCT_COMPLEXITY", productComplexity);
            requireFactor("CLIENT_ATTACHMENT", clientAttachment);
            requireFactor("EXPERIENCE_POSITIONING", experiencePositioning);
        }

        private static void requireFactor(String name, int factor) {
            new Setting("RELANCE_SHOP_AUTOMATION_" + name, "a whole number from 1 to 5")
                    .require(factor >= 1 && factor <= 5, factor);
        }
    }

    /** The amount in the shop's currency: by its rate, at face value where there is none. */
    public Money inShopCurrency(Money money) {
        String code = currency.getCurrencyCode();
        if (money.currency().equals(code)) {
            return money;
        }
        BigDecimal rate = rates.getOrDefault(money.currency(), BigDecimal.ONE);
        int decimals = Math.max(0, currency.getDefaultFractionDigits());
        return new Money(money.amount().multiply(rate).setScale(decimals, RoundingMode.HALF_UP), code);
    }

    /** The first of the shop's nights after that moment, at the hour at which what is reckoned once a day is. */
    public Instant nightAfter(Instant moment) {
        LocalDate today = moment.atZone(timezone).toLocalDate();
        Instant night = today.atTime(NIGHT).atZone(timezone).toInstant();
        return night.isAfter(moment)
                ? night
                : today.plusDays(1).atTime(NIGHT).atZone(timezone).toInstant();
    }

    /** The address that brings a person back to this cart where the shop told none: as set, else the shop's own. */
    String cartAddress(String cartId, List<CartLine> lines) {
        if (cartUrl.isBlank()) {
            return url;
        }
        String items = lines.stream()
                .filter(line -> line.productId() != null || line.sku() != null)
                .map(line -> (line.productId() == null ? line.sku() : line.productId()) + ":" + line.quantity())
                .collect(Collectors.joining(","));
        return cartUrl.replace("{cart}", encoded(cartId)).replace("{items}", encoded(items));
    }

    private static String encoded(String text) {
        // A plus is a space only in a query; %20 is one everywhere.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, BigDecimal> byCurrency(Map<String, BigDecimal> rates) {
        Map<String, BigDecimal> checked = new TreeMap<>();
        rates.forEach((code, rate) -> {
            Setting setting = rate(code);
            setting.require(rate.signum() > 0, rate);
            checked.put(setting.currency(code).getCurrencyCode(), rate);
        });
        return Map.copyOf(checked);
    }

    private static Map<String, BigDecimal> numbers(Map<String, String> rates) {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        rates.forEach((code, rate) -> numbers.put(code, rate(code).number(rate)));
        return numbers;
    }

    private static Setting rate(String code) {
        return new Setting(
                "RELANCE_SHOP_RATES_" + code.toUpperCase(Locale.ROOT),
                "a positive number such as 0.92, by an ISO 4217 code such as USD");
    }
}
