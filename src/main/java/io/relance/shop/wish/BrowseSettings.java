package io.relance.shop.wish;

import io.relance.shared.Retirement;
import io.relance.shop.Setting;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When somebody who looks at a product, and does not take it, is told of.
 *
 * @param times how often they looked at it
 * @param within in which time
 * @param after how long after the last look
 * @param notAgainFor how long it is not told again for the same product
 * @param kept how long is remembered who looked at what
 */
@ConfigurationProperties("relance.shop.browse")
record BrowseSettings(
        @DefaultValue("2") int times,
        @DefaultValue("P7D") Duration within,
        @DefaultValue("PT4H") Duration after,
        @DefaultValue("P30D") Duration notAgainFor,
        @DefaultValue("P390D") Duration kept)
        implements Retirement {

    static final int MOST_TIMES = 10;

    BrowseSettings {
        new Setting("RELANCE_SHOP_BROWSE_TIMES", "2 to " + MOST_TIMES)
                .require(times >= 2 && times <= MOST_TIMES, times);
        positive("WITHIN", "P7D").requirePositive(within);
        positive("AFTER", "PT4H").requirePositive(after);
        positive("NOT_AGAIN_FOR", "P30D").requirePositive(notAgainFor);
        positive("KEPT", "P390D").requirePositive(kept);
    }

    private static Setting positive(String name, String example) {
        return new Setting("RELANCE_SHOP_BROWSE_" + name, "a positive ISO 8601 duration such as " + example);
    }

    @Override
    public List<Table> tables() {
        return List.of(new Table("shop.interest", "seen_at", kept));
    }
}
