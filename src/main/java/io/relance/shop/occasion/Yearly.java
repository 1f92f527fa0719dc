package io.relance.shop.occasion;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * A day that comes round once a year, on somebody's own clock. The 29th of February is the 28th in common years, so
 * that it stays in its month.
 *
 * @param after it comes round only after this day; null: always
 */
record Yearly(MonthDay day, LocalDate after, ZoneId zone, LocalTime hour) {

    /** A corrected date does not come round again so soon, nor in the same year. */
    private static final int DAYS_BETWEEN = 183;

    /**
     * The next time it comes round: today's too, as long as the day is not over where the person is, though its hour may
     * be.
     *
     * @param toldOn the day on which it was told last; null: never
     */
    ZonedDateTime next(LocalDate toldOn, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate date = day.atYear(today.getYear());
        while (date.isBefore(today) || !isWanted(date, toldOn)) {
            date = day.atYear(date.getYear() + 1);
        }
        return date.atTime(hour).atZone(zone);
    }

    private boolean isWanted(LocalDate date, LocalDate toldOn) {
        boolean begun = after == null || date.isAfter(after);
        return begun
                && (toldOn == null
                        || date.getYear() != toldOn.getYear() && ChronoUnit.DAYS.between(toldOn, date) >= DAYS_BETWEEN);
    }
}
