package io.relance.journey.word;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.List;
import java.util.function.Function;

/** Moments a timer can wait for, counted from what the journey knows and in the contact's own zone. */
class Timing implements Word {

    /** Characters of an ISO day. */
    private static final int DAY = 10;

    private final Instant now;
    private final ZoneId zone;
    private final Function<String, Object> read;

    /** @param read the value of a path such as {@code cart.changedAt}; null when it is not there */
    Timing(Instant now, ZoneId zone, Function<String, Object> read) {
        this.now = now;
        this.zone = zone;
        this.read = read;
    }

    @Override
    public Object get(String property) {
        return null;
    }

    @Override
    public Object ask(String question, List<Object> arguments) {
        return Date.from(
                switch (question) {
                    case "after" -> after(text(arguments, 0), text(arguments, 1), text(arguments, 2));
                    case "before" -> shift(anchor(text(arguments, 0)), text(arguments, 1), -1);
                    case "at" -> nextAt(LocalTime.parse(text(arguments, 0)));
                    case "on" -> on(text(arguments, 0), LocalTime.parse(text(arguments, 1)));
                    default ->
                        throw new IllegalArgumentException(
                                "timing." + question + " is unknown; accepted: after, before, at, on");
                });
    }

    private Instant after(String anchor, String period, String atLeast) {
        Instant moment = shift(anchor(anchor), period, 1);
        Instant floor = atLeast == null ? now : shift(now, atLeast, 1);
        return moment.isBefore(floor) ? floor : moment;
    }

    private Instant nextAt(LocalTime time) {
        ZonedDateTime today = now.atZone(zone).with(time);
        // From today's date, not from today's moment, which the change to summer time may have moved by an hour.
        ZonedDateTime tomorrow = today.toLocalDate().plusDays(1).atTime(time).atZone(zone);
        return (today.toInstant().isBefore(now) ? tomorrow : today).toInstant();
    }

    /** That day at that hour; tomorrow when the day was not given or is over. */
    private Instant on(String day, LocalTime time) {
        LocalDate tomorrow = now.atZone(zone).toLocalDate().plusDays(1);
        Instant moment = day(day, tomorrow).atTime(time).atZone(zone).toInstant();
        return moment.isBefore(now) ? tomorrow.atTime(time).atZone(zone).toInstant() : moment;
    }

    /** An anchor nobody knows is now: a journey rather waits its period than stands still. */
    private Instant anchor(String path) {
        Object value = path == null || path.equals("now") ? now : read.apply(path);
        if (value instanceof Instant instant) {
            return instant;
        }
        return value instanceof String text ? moment(text.strip()) : now;
    }

    /** A moment or a day as shops write them; what is neither is not known. */
    private Instant moment(String text) {
        try {
            return text.length() > DAY
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(zone).toInstant();
        } catch (DateTimeParseException e) {
            return now;
        }
    }

    /** The day a text begins with; what is no day is {@code otherwise}. */
    private static LocalDate day(String text, LocalDate otherwise) {
        try {
            return text == null ? otherwise : LocalDate.parse(text.substring(0, Math.min(DAY, text.length())));
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }

    private Instant shift(Instant from, String iso, int sign) {
        if (iso.contains("T")) {
            return from.plus(Duration.parse(iso).multipliedBy(sign));
        }
        return from.atZone(zone).plus(Period.parse(iso).multipliedBy(sign)).toInstant();
    }

    private static String text(List<Object> arguments, int index) {
        return index < arguments.size() && arguments.get(index) != null
                ? arguments.get(index).toString()
                : null;
    }
}
