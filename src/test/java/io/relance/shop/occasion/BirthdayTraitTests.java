package io.relance.shop.occasion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.MonthDay;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BirthdayTraitTests {

    @ParameterizedTest
    @CsvSource({
        "1990-05-04, Europe/Paris",
        "05-04, Europe/Paris",
        "--05-04, Europe/Paris",
        "1990-05-04T00:00:00, Pacific/Honolulu",
        // A day told as a moment, and the midnight of a browser in Paris.
        "1990-05-04T00:00:00.000Z, Pacific/Honolulu",
        "1990-05-03T22:00:00.000Z, Europe/Paris",
        "1990-05-04T00:00:00+14:00, Pacific/Kiritimati"
    })
    void isTheFourthOfMay(String trait, String zone) {
        assertThat(BirthdayTrait.read(trait, ZoneId.of(zone))).contains(MonthDay.of(5, 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "04/05/1990", "May 4", "1990-02-30", "1990", "soon, I hope", "1990-05-04T25:00:00Z"})
    void isNotGuessed(String trait) {
        assertThat(BirthdayTrait.read(trait, ZoneId.of("Europe/Paris"))).isEmpty();
    }

    @Test
    void theLeapDayIsADay() {
        assertThat(BirthdayTrait.read("2000-02-29", ZoneId.of("Europe/Paris"))).contains(MonthDay.of(2, 29));
        assertThat(BirthdayTrait.read(19900504, ZoneId.of("Europe/Paris"))).isEmpty();
    }
}
