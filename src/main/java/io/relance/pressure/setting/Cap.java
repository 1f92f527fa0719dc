package io.relance.pressure.setting;

import io.relance.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * So many marketing messages to one person, over all journeys, and no more.
 *
 * @param count zero means never
 * @param per in any stretch of time of this length, wherever it begins; null: in a day of the person's own calendar
 * @param segment for its members only, in the place of the caps for everybody; null: for everybody
 */
public record Cap(Channel channel, int count, Duration per, String segment) {

    private static final Duration DAY = Duration.ofDays(1);

    /** One for everybody. */
    public Cap(Channel channel, int count, Duration per) {
        this(channel, count, per, null);
    }

    /**
     * The first moment from {@code at} on at which one more may be said: then no stretch, or day, holds more than
     * {@code count}. Null where there is none, as the count is zero.
     *
     * @param spoken when others were or will be said, in any order
     * @param zone where the person's calendar hangs
     */
    public Instant opens(List<Instant> spoken, Instant at, ZoneId zone) {
        if (count == 0) {
            return null;
        }
        if (spoken.size() < count) {
            return at;
        }
        return per == null ? opensOnADay(spoken, at, zone) : opensInAStretch(spoken, at);
    }

    /** Whether one more at that moment would be the last that may be said. */
    public boolean isLast(List<Instant> spoken, Instant at, ZoneId zone) {
        Instant again = opens(Stream.concat(spoken.stream(), Stream.of(at)).toList(), at, zone);
        return again == null || again.isAfter(at);
    }

    /** How far back it looks, and forward. */
    public Duration reach() {
        return per == null ? DAY.plus(DAY) : per;
    }

    /** The stretch as the setting writes it: {@code day}, {@code P7D}. */
    public String perText() {
        return per == null ? "day" : Stretch.text(per);
    }

    /** The stretch as people say it: {@code in 24 hours}, {@code in 7 days}, {@code a day}. */
    public String stretch() {
        return per == null ? "a day" : "in " + Stretch.words(per);
    }

    /** The same in French. */
    public String frenchStretch() {
        return per == null ? "par jour" : "en " + Stretch.frenchWords(per);
    }

    private Instant opensOnADay(List<Instant> spoken, Instant at, ZoneId zone) {
        LocalDate first = at.atZone(zone).toLocalDate();
        LocalDate day = first;
        while (saidOn(day, spoken, zone) >= count) {
            day = day.plusDays(1);
        }
        return day.equals(first) ? at : day.atStartOfDay(zone).toInstant();
    }

    private static long saidOn(LocalDate day, List<Instant> spoken, ZoneId zone) {
        return spoken.stream()
                .filter(moment -> moment.atZone(zone).toLocalDate().equals(day))
                .count();
    }

    private Instant opensInAStretch(List<Instant> spoken, Instant at) {
        return Stream.concat(Stream.of(at), spoken.stream().map(moment -> moment.plus(per)))
                .filter(moment -> !moment.isBefore(at))
                .sorted()
                .filter(moment -> hasRoom(spoken, moment))
                .findFirst()
                .orElseThrow();
    }

    /** Whether with one more at this moment every stretch of {@code per} still holds no more than allowed. */
    private boolean hasRoom(List<Instant> spoken, Instant moment) {
        List<Instant> all =
                Stream.concat(spoken.stream(), Stream.of(moment)).sorted().toList();
        for (int first = 0; first + count < all.size(); first++) {
            Instant last = all.get(first + count);
            boolean holdsIt = !moment.isBefore(all.get(first)) && !moment.isAfter(last);
            if (holdsIt && last.isBefore(all.get(first).plus(per))) {
                return false;
            }
        }
        return true;
    }
}
