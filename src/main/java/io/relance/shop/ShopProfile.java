package io.relance.shop;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

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
 * @param automation how well the shop suits automation, 1–5 each
 */
@Validated
@ConfigurationProperties("relance.shop")
public record ShopProfile(
        @DefaultValue("Relance") String name,
        @DefaultValue("http://localhost:8080") String url,
        @DefaultValue("") String cartUrl,
        @DefaultValue("EUR") Currency currency,
        @DefaultValue("Europe/Paris") ZoneId timezone,
        @DefaultValue("PT1H") Duration cartAbandonedAfter,
        java.util.Map<String, java.math.BigDecimal> rates,
        @DefaultValue Automation automation) {

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
            @DefaultValue("2") int experiencePositioning) {}
}
