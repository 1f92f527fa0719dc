package io.relance.pressure.setting;

import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;

/**
 * Hours of the day, by the person's own clock, in which a channel may be used. A channel may have several; what lies in
 * none of them is quiet.
 *
 * @param country for people who live there only, in the place of those for every country; null: for every country
 * @param days on which they begin
 * @param from the first minute, which is inside
 * @param to the end, which is outside; before {@code from} where they cross midnight
 * @param holidays whether they hold on public holidays, too
 */
public record Hours(
        Channel channel,
        MessageClass messageClass,
        String country,
        Set<DayOfWeek> days,
        LocalTime from,
        LocalTime to,
        boolean holidays) {

    public Hours {
        days = Set.copyOf(days);
    }

    /** Marketing's on every day, holidays included. */
    public Hours(Channel channel, LocalTime from, LocalTime to) {
        this(channel, MessageClass.MARKETING, null, EnumSet.allOf(DayOfWeek.class), from, to, true);
    }

    /** Whether they go on after midnight. */
    public boolean crossMidnight() {
        return !to.isAfter(from);
    }
}
