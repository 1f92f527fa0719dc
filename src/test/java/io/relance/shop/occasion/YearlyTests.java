package io.relance.shop.occasion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YearlyTests {

    private static final LocalTime NINE = LocalTime.of(9, 0);

    @ParameterizedTest
    @CsvSource({
        // Where it is the 4th of May already, or still.
        "Pacific/Kiritimati, 2026-05-01T00:00:00Z, 2026-05-03T19:00:00Z",
        "Pacific/Honolulu, 2026-05-01T00:00:00Z, 2026-05-04T19:00:00Z",
        "Europe/Paris, 2026-05-01T00:00:00Z, 2026-05-04T07:00:00Z",
        // Its hour has passed, its day has not: now.
        "Europe/Paris, 2026-05-04T21:59:00Z, 2026-05-04T07:00:00Z",
        "Europe/Paris, 2026-05-04T22:00:00Z, 2027-05-04T07:00:00Z",
        "Pacific/Honolulu, 2026-05-05T09:59:00Z, 2026-05-04T19:00:00Z"
    })
    void theFourthOfMayIsEverywhereAtNine(String zone, String now, String next) {
        Yearly may = new Yearly(MonthDay.of(5, 4), null, ZoneId.of(zone), NINE);
        assertThat(may.next(null, Instant.parse(now)).toInstant()).isEqualTo(Instant.parse(next));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-10, 2026-02-28", "2028-01-10, 2028-02-29", "2026-03-01, 2027-02-28", "2027-03-01, 2028-02-29"})
    void theLeapDayStaysInFebruary(LocalDate today, LocalDate next) {
        Yearly leap = new Yearly(MonthDay.of(2, 29), null, ZoneId.of("Europe/Paris"), NINE);
        assertThat(leap.next(null, today.atTime(12, 0).toInstant(java.time.ZoneOffset.UTC))
                        .toLocalDate())
                .isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-03, 2027-05-04", // corrected the day after
        "2026-01-02, 2027-05-04", // in the same year
        "2025-12-31, 2027-05-04", // in another, but not half a year ago
        "2025-05-04, 2026-05-04"
    })
    void onceAYearWhateverIsCorrected(LocalDate toldOn, LocalDate next) {
        Yearly may = new Yearly(MonthDay.of(5, 4), null, ZoneId.of("Europe/Paris"), NINE);
        assertThat(may.next(toldOn, Instant.parse("2026-05-03T12:00:00Z")).toLocalDate())
                .isEqualTo(next);
    }

    @Test
    void anAnniversaryIsNeverTheDayItself() {
        LocalDate first = LocalDate.of(2026, 5, 4);
        Yearly may = new Yearly(MonthDay.from(first), first, ZoneId.of("Europe/Paris"), NINE);
        assertThat(may.next(null, Instant.parse("2026-05-04T06:00:00Z")).toLocalDate())
                .isEqualTo(LocalDate.of(2027, 5, 4));
    }
}
