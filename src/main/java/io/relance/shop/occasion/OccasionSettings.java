package io.relance.shop.occasion;

import io.relance.shop.Setting;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When days come round, and who has been away.
 *
 * @param at the hour of birthdays and anniversaries, on the contact's own clock
 * @param inactiveAfter who has done nothing for so long has become inactive
 */
@ConfigurationProperties("relance.shop.occasions")
record OccasionSettings(@DefaultValue("09:00") String at, @DefaultValue("P90D") Duration inactiveAfter) {

    OccasionSettings {
        new Setting("RELANCE_SHOP_OCCASIONS_AT", "an hour such as 09:00").require(isHour(at), at);
        new Setting("RELANCE_SHOP_OCCASIONS_INACTIVE_AFTER", "an ISO 8601 duration of a day or more such as P90D")
                .require(inactiveAfter.compareTo(Duration.ofDays(1)) >= 0, inactiveAfter);
    }

    LocalTime hour() {
        return LocalTime.parse(at.strip());
    }

    private static boolean isHour(String text) {
        try {
            return LocalTime.parse(text.strip()) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
