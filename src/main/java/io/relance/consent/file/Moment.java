package io.relance.consent.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** When something was said, as files tell it: with a time and an offset, or as a mere day. */
public final class Moment {

    static final String ACCEPTS = "a moment that is past, such as 2026-03-01T10:00:00+01:00 or 2026-03-01";

    private static final LocalTime END = LocalTime.of(23, 59, 59);

    private Moment() {}

    /**
     * Empty when it is none or lies ahead. A mere day (UTC) is its first moment for a yes and its last second for a no, so
     * that of both on one day the no counts; today's, too, so that it is the same whenever it is read. Who keeps it takes
     * one that lies ahead for now.
     */
    static Optional<Instant> read(String text, boolean no, Instant now) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            Instant at = text.length() == 10
                    ? day(text, no)
                    : OffsetDateTime.parse(text).toInstant();
            Instant latest = text.length() == 10 && no ? endOfDay(now) : now;
            return at.isAfter(latest) || at.isBefore(Instant.EPOCH) ? Optional.empty() : Optional.of(at);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant day(String text, boolean no) {
        LocalDate day = LocalDate.parse(text);
        return no ? end(day) : day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** How a no is read that names the day (UTC) of this moment only. */
    public static Instant endOfDay(Instant moment) {
        return end(LocalDate.ofInstant(moment, ZoneOffset.UTC));
    }

    private static Instant end(LocalDate day) {
        return day.atTime(END).toInstant(ZoneOffset.UTC);
    }
}
