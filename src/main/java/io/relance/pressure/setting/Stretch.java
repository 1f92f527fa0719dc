package io.relance.pressure.setting;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;

/** Lengths of time that are always the same, as caps count them: hours, days and weeks, but no months. */
final class Stretch {

    private Stretch() {}

    /** Reads {@code PT12H}, {@code P1D} or {@code P2W}; null where it is nothing of the kind, or not above zero. */
    static Duration parse(String text) {
        try {
            Duration stretch = text.contains("W") ? weeks(Period.parse(text)) : Duration.parse(text);
            return stretch.compareTo(Duration.ZERO) > 0 ? stretch : null;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private static Duration weeks(Period period) {
        return period.toTotalMonths() == 0 ? Duration.ofDays(period.getDays()) : Duration.ZERO;
    }

    /** The shortest text that {@link #parse} reads as the same. */
    static String text(Duration stretch) {
        long days = stretch.toDays();
        return stretch.equals(Duration.ofDays(days)) ? "P" + days + "D" : stretch.toString();
    }

    /** As people say it: {@code 24 hours}, {@code 7 days}. */
    static String words(Duration stretch) {
        long hours = stretch.toHours();
        if (!stretch.equals(Duration.ofHours(hours))) {
            return stretch.toMinutes() + " minutes";
        }
        return hours > 24 && hours % 24 == 0 ? hours / 24 + " days" : hours + " hours";
    }

    /** The same in French: {@code 24 heures}, {@code 7 jours}. */
    static String frenchWords(Duration stretch) {
        return words(stretch).replace("hours", "heures").replace("days", "jours");
    }
}
