package io.relance.pressure.setting;

import io.relance.shared.Channel;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/**
 * The hours of the day, by the person's own clock, in which marketing may use a channel.
 *
 * @param from the first minute
 * @param to the end, which is outside; before {@code from} where they cross midnight
 */
public record Hours(Channel channel, LocalTime from, LocalTime to) {

    /** When the hours that hold this moment began; null where it lies outside. */
    public Instant openedBefore(Instant moment, ZoneId zone) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        Instant today = start(day, zone);
        Instant opened = moment.isBefore(today) ? start(day.minusDays(1), zone) : today;
        return moment.isBefore(opened) || !moment.isBefore(end(opened.atZone(zone))) ? null : opened;
    }

    /** When the next hours begin, later than this moment. */
    public Instant nextOpening(Instant moment, ZoneId zone) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        Instant today = start(day, zone);
        return today.isAfter(moment) ? today : start(day.plusDays(1), zone);
    }

    private Instant start(LocalDate day, ZoneId zone) {
        return moment(day.atTime(from), zone);
    }

    private Instant end(ZonedDateTime opened) {
        LocalDate day = opened.toLocalDate();
        return moment((to.isAfter(from) ? day : day.plusDays(1)).atTime(to), opened.getZone());
    }

    /** An hour that the clocks leave out is where they go forward; of one that comes twice it is the first. */
    private static Instant moment(LocalDateTime local, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).toInstant();
    }
}
