package io.relance.shop.wish;

import io.relance.shop.Setting;
import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much less than somebody saw is worth telling; either will do, 0 is no limit of its kind, and with both 0 nothing
 * is told.
 *
 * @param percent of the price they saw
 * @param amount in the shop's currency
 * @param within how long ago they may have seen it
 * @param together how long the drops of a person's products are gathered
 */
@ConfigurationProperties("relance.shop.price-drop")
record PriceDropSettings(
        @DefaultValue("10") BigDecimal percent,
        @DefaultValue("0") BigDecimal amount,
        @DefaultValue("P90D") Duration within,
        @DefaultValue("PT15M") Duration together) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    PriceDropSettings {
        new Setting("RELANCE_SHOP_PRICE_DROP_PERCENT", "0 to 100")
                .require(percent.signum() >= 0 && percent.compareTo(HUNDRED) <= 0, percent);
        new Setting("RELANCE_SHOP_PRICE_DROP_AMOUNT", "an amount such as 5.00, or 0")
                .require(amount.signum() >= 0, amount);
        new Setting("RELANCE_SHOP_PRICE_DROP_WITHIN", "a positive ISO 8601 duration such as P90D")
                .requirePositive(within);
        new Setting("RELANCE_SHOP_PRICE_DROP_TOGETHER", "an ISO 8601 duration such as PT15M")
                .require(!together.isNegative(), together);
    }

    /** Whether so much less is a drop; both in the shop's currency. */
    boolean isWorthTelling(BigDecimal seen, BigDecimal now) {
        BigDecimal less = seen.subtract(now);
        boolean byPercent = percent.signum() > 0 && less.multiply(HUNDRED).compareTo(seen.multiply(percent)) >= 0;
        boolean byAmount = amount.signum() > 0 && less.compareTo(amount) >= 0;
        return less.signum() > 0 && (byPercent || byAmount);
    }
}
