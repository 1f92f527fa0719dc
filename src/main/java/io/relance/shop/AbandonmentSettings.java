package io.relance.shop;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How late an abandonment may still be told.
 *
 * @param cartAbandonedWithin a cart whose abandonment was due longer ago than this (after an outage) is left alone
 */
@ConfigurationProperties("relance.shop")
record AbandonmentSettings(@DefaultValue("PT48H") Duration cartAbandonedWithin) {

    AbandonmentSettings {
        new Setting("RELANCE_SHOP_CART_ABANDONED_WITHIN", "a positive ISO 8601 duration such as PT48H")
                .requirePositive(cartAbandonedWithin);
    }
}
