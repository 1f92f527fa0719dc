package io.relance.pressure.setting;

import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The shop's own rules, as they stand: a channel without one is free.
 *
 * @param caps how often at most
 * @param hours when
 * @param care everything that is one number or one yes
 */
public record PressureSettings(List<Cap> caps, List<Hours> hours, Care care) {

    /** No rule at all. */
    public static final PressureSettings NONE = new PressureSettings(List.of(), List.of());

    private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final Set<DayOfWeek> NOT_SUNDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY);

    /**
     * Where nobody ever set any: what is usual for e-mail and SMS, and the French law's numbers for calls (code de la
     * consommation D. 223-9).
     */
    public static final PressureSettings DEFAULT = new PressureSettings(
            List.of(
                    new Cap(Channel.EMAIL, 2, null),
                    new Cap(Channel.EMAIL, 6, Duration.ofDays(7)),
                    new Cap(Channel.SMS, 1, Duration.ofDays(7)),
                    new Cap(Channel.SMS, 3, Duration.ofDays(30)),
                    new Cap(Channel.PHONE, 4, Duration.ofDays(30))),
            List.of(
                    hours(Channel.SMS, NOT_SUNDAYS, 8, 20),
                    hours(Channel.PHONE, WORKDAYS, 10, 13),
                    hours(Channel.PHONE, WORKDAYS, 14, 20)),
            Care.DEFAULT);

    public PressureSettings {
        caps = List.copyOf(caps);
        hours = List.copyOf(hours);
    }

    /** Caps and hours, and no rule besides. */
    public PressureSettings(List<Cap> caps, List<Hours> hours) {
        this(caps, hours, Care.NONE);
    }

    private static Hours hours(Channel channel, Set<DayOfWeek> days, int from, int to) {
        return new Hours(
                channel, MessageClass.MARKETING, null, days, LocalTime.of(from, 0), LocalTime.of(to, 0), false);
    }

    /** The caps of a channel for somebody of these segments: those of the segments where there are any. */
    public List<Cap> capsOf(Channel channel, Set<String> segments) {
        List<Cap> all = caps.stream().filter(cap -> cap.channel() == channel).toList();
        List<Cap> own = all.stream()
                .filter(cap -> cap.segment() != null && segments.contains(cap.segment()))
                .toList();
        return own.isEmpty() ? all.stream().filter(cap -> cap.segment() == null).toList() : own;
    }

    /** The hours of a channel for somebody who lives there, the nearest first; empty where it may be used at any. */
    public List<Hours> hoursOf(Channel channel, MessageClass messageClass, List<String> countries) {
        List<Hours> all = hours.stream()
                .filter(each -> each.channel() == channel && each.messageClass() == messageClass)
                .toList();
        for (String country : countries) {
            List<Hours> own =
                    all.stream().filter(each -> country.equals(each.country())).toList();
            if (!own.isEmpty()) {
                return own;
            }
        }
        return all.stream().filter(each -> each.country() == null).toList();
    }

    /** Whether anything of a channel looks at what was said before. */
    public boolean looksBack(Channel channel) {
        return care.looksBack() || caps.stream().anyMatch(cap -> cap.channel() == channel);
    }

    /** How far back what was said counts. */
    public Duration reach() {
        return Stream.concat(caps.stream().map(Cap::reach), Stream.ofNullable(care.sameOffer()))
                .reduce(Duration.ofDays(2), (one, other) -> one.compareTo(other) > 0 ? one : other);
    }
}
