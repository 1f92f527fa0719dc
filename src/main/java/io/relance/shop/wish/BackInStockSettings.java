package io.relance.shop.wish;

import io.relance.shared.Retirement;
import io.relance.shop.Setting;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How those who asked for what was sold out are told.
 *
 * @param perMinute how many are told of one variant in a minute
 * @param perPiece how many are told for each piece there is; the others wait for more
 * @param expiresAfter how long somebody waits for an answer
 */
@ConfigurationProperties("relance.shop.back-in-stock")
record BackInStockSettings(
        @DefaultValue("1000") int perMinute,
        @DefaultValue("10") int perPiece,
        @DefaultValue("P90D") Duration expiresAfter)
        implements Retirement {

    BackInStockSettings {
        new Setting("RELANCE_SHOP_BACK_IN_STOCK_PER_MINUTE", "1 to 10000 people")
                .require(perMinute >= 1 && perMinute <= 10_000, perMinute);
        new Setting("RELANCE_SHOP_BACK_IN_STOCK_PER_PIECE", "1 to 1000 people")
                .require(perPiece >= 1 && perPiece <= 1_000, perPiece);
        new Setting("RELANCE_SHOP_BACK_IN_STOCK_EXPIRES_AFTER", "a positive ISO 8601 duration such as P90D")
                .requirePositive(expiresAfter);
    }

    @Override
    public List<Table> tables() {
        return List.of(new Table("shop.stock_request", "asked_at", expiresAfter));
    }
}
