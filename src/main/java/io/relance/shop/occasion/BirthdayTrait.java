package io.relance.shop.occasion;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The trait {@code birthday}: a day ({@code 1990-05-04}), one without its year ({@code 05-04}, {@code --05-04}), or a
 * moment. Days in other orders are not guessed.
 */
final class BirthdayTrait {

    private static final int DAY = 10;
    private static final int WITHOUT_YEAR = 5;

    private BirthdayTrait() {}

    /** The day of the year; empty where the trait is missing or makes no sense. */
    static Optional<MonthDay> read(Object trait, ZoneId zone) {
        if (!(trait instanceof String text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(day(text.strip(), zone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static MonthDay day(String text, ZoneId zone) {
        if (text.length() == WITHOUT_YEAR) {
            return MonthDay.parse("--" + text);
        }
        if (text.startsWith("--")) {
            return MonthDay.parse(text);
        }
        LocalDate written = LocalDate.parse(text.substring(0, Math.min(DAY, text.length())));
        boolean bare = text.length() == DAY || text.endsWith("T00:00:00");
        return MonthDay.from(bare ? written : onTheirClock(OffsetDateTime.parse(text), zone));
    }

    /**
     * A browser makes of a day its own midnight, told in UTC: the evening before, where the person is. Midnight in UTC
     * itself is a day that was written as a moment, and west of Greenwich must not become the day before; so is whatever
     * was written in an offset of its own.
     */
    private static LocalDate onTheirClock(OffsetDateTime moment, ZoneId zone) {
        boolean asWritten = !moment.getOffset().equals(ZoneOffset.UTC)
                || moment.toLocalTime().equals(LocalTime.MIDNIGHT);
        return asWritten ? moment.toLocalDate() : moment.atZoneSameInstant(zone).toLocalDate();
    }
}
