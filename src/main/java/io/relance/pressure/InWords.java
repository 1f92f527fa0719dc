package io.relance.pressure;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as people say them, to the minute, by a person's or the shop's clock. */
public final class InWords {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter FRENCH_DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.FRENCH);
    private static final DateTimeFormatter FRENCH_FIRST =
            DateTimeFormatter.ofPattern("EEEE d'er' MMMM uuuu", Locale.FRENCH);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private InWords() {}

    /** {@code Monday 30 November 2026, 08:07}. */
    public static String moment(Instant moment, ZoneId zone) {
        return day(moment, zone) + ", " + CLOCK.format(moment.atZone(zone));
    }

    /** {@code lundi 30 novembre 2026 à 08:07}, to follow an article. */
    public static String frenchMoment(Instant moment, ZoneId zone) {
        return frenchDay(moment, zone) + " à " + CLOCK.format(moment.atZone(zone));
    }

    /** {@code Monday 30 November 2026}. */
    public static String day(Instant moment, ZoneId zone) {
        return DAY.format(moment.atZone(zone));
    }

    /** {@code lundi 30 novembre 2026}, to follow an article. */
    public static String frenchDay(Instant moment, ZoneId zone) {
        ZonedDateTime there = moment.atZone(zone);
        return (there.getDayOfMonth() == 1 ? FRENCH_FIRST : FRENCH_DAY).format(there);
    }
}
