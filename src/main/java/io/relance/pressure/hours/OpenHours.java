package io.relance.pressure.hours;

import io.relance.pressure.setting.FrenchSms;
import io.relance.pressure.setting.Hours;
import io.relance.pressure.setting.PressureSettings;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * When a channel may be used for somebody who lives in a place: the shop's hours and, within them, those the law of the
 * place allows at most.
 */
public final class OpenHours {

    /** Hours that are never open within this many days do not open. */
    private static final int FARTHEST = 400;

    private final List<Hours> hours;
    private final Hours widest;
    private final Place place;

    private OpenHours(List<Hours> hours, Hours widest, Place place) {
        this.hours = hours;
        this.widest = widest;
        this.place = place;
    }

    /** The hours of a channel in a place; empty where it may be used at any. */
    public static Optional<OpenHours> of(
            PressureSettings settings, Channel channel, MessageClass messageClass, Place place) {
        List<Hours> own = settings.hoursOf(channel, messageClass, List.of(place.territory(), place.country()));
        Hours widest = place.isFrench() && FrenchSms.limits(channel, messageClass) ? FrenchSms.WIDEST : null;
        if (own.isEmpty() && widest == null) {
            return Optional.empty();
        }
        return Optional.of(new OpenHours(own.isEmpty() ? List.of(widest) : own, widest, place));
    }

    /** When the hours that hold this moment began; empty where it lies outside. The end is outside. */
    public Optional<Instant> openedBefore(Instant moment) {
        LocalDate day = moment.atZone(place.zone()).toLocalDate();
        return Stream.of(day.minusDays(1), day)
                .flatMap(this::spans)
                .filter(span -> span.holds(moment))
                .map(Span::from)
                .min(Comparator.naturalOrder());
    }

    /** When the next hours begin, later than this moment; empty where none do within a year. */
    public Optional<Instant> nextOpening(Instant moment) {
        LocalDate day = moment.atZone(place.zone()).toLocalDate();
        return LongStream.range(-1, FARTHEST)
                .mapToObj(day::plusDays)
                .flatMap(each -> spans(each).sorted(Comparator.comparing(Span::from)))
                .map(Span::from)
                .filter(from -> from.isAfter(moment))
                .findFirst();
    }

    /** From when to when. */
    private record Span(Instant from, Instant to) {

        boolean holds(Instant moment) {
            return !moment.isBefore(from) && moment.isBefore(to);
        }

        boolean isSome() {
            return from.isBefore(to);
        }

        Span within(Span other) {
            return new Span(from.isAfter(other.from) ? from : other.from, to.isBefore(other.to) ? to : other.to);
        }
    }

    /** What begins on that day. */
    private Stream<Span> spans(LocalDate day) {
        return hours.stream()
                .filter(each -> isOn(each, day))
                .map(each -> span(each, day))
                .flatMap(span -> widest == null ? Stream.of(span) : lawful(span, day))
                .filter(Span::isSome);
    }

    private Stream<Span> lawful(Span span, LocalDate day) {
        return Stream.of(day, day.plusDays(1))
                .filter(each -> isOn(widest, each))
                .map(each -> span.within(span(widest, each)));
    }

    /** After midnight they go on only into a day that they may. */
    private Span span(Hours each, LocalDate day) {
        Instant from = moment(day, each.from());
        if (!each.crossMidnight()) {
            return new Span(from, moment(day, each.to()));
        }
        LocalDate next = day.plusDays(1);
        boolean goesOn = each.holidays() || !Holidays.isHoliday(next, place);
        return new Span(from, moment(next, goesOn ? each.to() : LocalTime.MIDNIGHT));
    }

    private boolean isOn(Hours each, LocalDate day) {
        return each.days().contains(day.getDayOfWeek()) && (each.holidays() || !Holidays.isHoliday(day, place));
    }

    /** An hour that the clocks leave out is where they go forward; of one that comes twice it is the first. */
    private Instant moment(LocalDate day, LocalTime hour) {
        LocalDateTime local = day.atTime(hour);
        ZoneOffsetTransition change = place.zone().getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(place.zone()).toInstant();
    }
}
