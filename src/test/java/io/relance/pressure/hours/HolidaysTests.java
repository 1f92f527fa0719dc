package io.relance.pressure.hours;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidaysTests {

    @ParameterizedTest(name = "{0} in {1} {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-01-01, FR, 75011, true",
                "2026-04-06, FR, 75011, true", // Easter Monday
                "2026-05-01, FR, 75011, true",
                "2026-05-08, FR, 75011, true",
                "2026-05-14, FR, 75011, true", // Ascension
                "2026-05-25, FR, 75011, true", // Whit Monday
                "2026-07-14, FR, 75011, true",
                "2026-07-14, FR, -,     true",
                "2026-07-14, DE, 10115, false",
                "2026-07-14, RE, 97400, true",
                "2026-08-15, FR, 75011, true",
                "2026-11-01, FR, 75011, true",
                "2026-11-11, FR, 75011, true",
                "2026-12-25, FR, 75011, true",
                "2026-12-26, FR, 75011, false",
                "2026-12-26, FR, 67000, true",
                "2026-12-26, FR, 68100, true",
                "2026-12-26, FR, 57000, true",
                "2026-04-03, FR, 57000, true", // Good Friday
                "2026-04-03, FR, 67000, true",
                "2026-04-03, FR, 75011, false",
                "2026-04-03, FR, 54000, false",
                "2026-12-20, RE, 97410, true", // the end of slavery, on each island's own day
                "2026-12-20, FR, 75011, false",
                "2026-04-27, YT, 97600, true",
                "2026-05-22, MQ, 97200, true",
                "2026-05-22, GP, 97100, false",
                "2026-05-27, GP, 97100, true",
                "2026-06-10, GF, 97300, true",
                "2026-10-09, BL, 97700, true",
                "2026-10-03, DE, 10115, true",
                "2026-07-21, BE, 1000,  true",
                "2026-03-02, FR, 75011, false",
                "2026-07-14, ZZ, -,     false",
            })
    void areThoseOfThePlace(LocalDate day, String territory, String postalCode, boolean holiday) {
        boolean french = !territory.equals("DE") && !territory.equals("BE") && !territory.equals("ZZ");
        Place place = new Place(french ? "FR" : territory, territory, postalCode, ZoneId.of("Europe/Paris"));

        assertThat(Holidays.isHoliday(day, place)).isEqualTo(holiday);
    }

    @Test
    void easterIsReckonedAsTheLibraryDoes() {
        Place paris = new Place("FR", "FR", "75011", ZoneId.of("Europe/Paris"));
        for (int year = 2000; year <= 2100; year++) {
            LocalDate monday = Holidays.easterMonday(year);
            assertThat(Holidays.isHoliday(monday, paris)).as("%s", monday).isTrue();
            assertThat(Holidays.isHoliday(monday.plusDays(1), paris))
                    .as("%s", monday.plusDays(1))
                    .isEqualTo(monday.plusDays(1).getDayOfYear()
                                    == LocalDate.of(year, 5, 1).getDayOfYear()
                            || monday.plusDays(1).getDayOfYear()
                                    == LocalDate.of(year, 5, 8).getDayOfYear());
        }
    }
}
