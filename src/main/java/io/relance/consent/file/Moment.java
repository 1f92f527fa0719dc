package io.relance.consent.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** When something was said, as files tell it: with a time and an offset, or as a mere day. */
final class Moment {

    static final String ACCEPTS = "a moment that is past, such as 2026-03-01T10:00:00+01:00 or 2026-03-01";

    private Moment() {}

    /**
     * Empty when it is none or lies ahead. A mere day (UTC) is its first moment for a yes and its last for a no, so that
     * of both on one day the no counts.
     */
    static Optional<Instant> read(String text, boolean no, Instant now) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            Instant at = text.length() == 10
                    ? day(text, no, now)
                    : OffsetDateTime.parse(text).toInstant();
            return at.isAfter(now) || at.isBefore(Instant.EPOCH) ? Optional.empty() : Optional.of(at);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant day(String text, boolean no, Instant now) {
        LocalDate day = LocalDate.parse(text);
        if (!no) {
            return day.atStartOfDay().toInstant(ZoneOffset.UTC);
        }
        Instant last = day.atTime(LocalTime.of(23, 59, 59)).toInstant(ZoneOffset.UTC);
        boolean today = day.equals(LocalDate.ofInstant(now, ZoneOffset.UTC));
        return today ? now : last;
    }
}
