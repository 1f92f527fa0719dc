package io.relance.shop.occasion;

import io.relance.shop.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When somebody is reminded of what they use up.
 *
 * @param days counted from the day it is used up, before it negative
 */
@ConfigurationProperties("relance.shop.replenishment")
record ReplenishmentSettings(@DefaultValue({"-7", "-2", "5"}) List<Integer> days) {

    private static final int MOST = 365;

    ReplenishmentSettings {
        new Setting("RELANCE_SHOP_REPLENISHMENT_DAYS", "days from -365 to 365 such as -7,-2,5")
                .require(!days.isEmpty() && days.stream().allMatch(day -> Math.abs(day) <= MOST), days);
        days = days.stream().distinct().sorted().toList();
    }

    /** The first reminder after a moment; null when there is none. None comes before the thing is bought. */
    Instant next(Supply supply, Instant after) {
        Instant bought = supply.boughtAt();
        return days.stream()
                .map(day -> supply.usedUpAt().plus(Duration.ofDays(day)))
                .filter(at -> at.isAfter(after) && at.isAfter(bought))
                .findFirst()
                .orElse(null);
    }
}
