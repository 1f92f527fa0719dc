package io.relance.segment.tally;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is to be added, summed up per contact and thing, and per day, in the order in which rows are locked. */
class TallyBatch {

    /** Whose count of what. */
    record Key(long contact, int counted) {}

    /** The same on one day. */
    record DayKey(Key key, LocalDate day) {}

    /** So many, the last then, and what is left of them then. */
    record Sum(long n, Instant lastAt, double halved) {}

    private static final Comparator<Key> ORDER =
            Comparator.comparingLong(Key::contact).thenComparingInt(Key::counted);

    private final SortedMap<Key, Sum> totals = new TreeMap<>(ORDER);
    private final SortedMap<DayKey, Long> days =
            new TreeMap<>(Comparator.comparing(DayKey::key, ORDER).thenComparing(DayKey::day));
    private final ZoneId zone;
    private final HalfLife halfLife;
    private final LocalDate from;

    /** @param from days before it are not counted; null: all are */
    TallyBatch(ZoneId zone, HalfLife halfLife, LocalDate from) {
        this.zone = zone;
        this.halfLife = halfLife;
        this.from = from;
    }

    void add(ContactId contact, int counted, long n, Instant at) {
        LocalDate day = at.atZone(zone).toLocalDate();
        if (from != null && day.isBefore(from)) {
            return;
        }
        Key key = new Key(contact.value(), counted);
        totals.merge(key, new Sum(n, at, n), this::both);
        days.merge(new DayKey(key, day), n, Long::sum);
    }

    private Sum both(Sum one, Sum other) {
        Instant last = one.lastAt().isAfter(other.lastAt()) ? one.lastAt() : other.lastAt();
        return new Sum(
                one.n() + other.n(),
                last,
                one.halved() * halfLife.left(one.lastAt(), last)
                        + other.halved() * halfLife.left(other.lastAt(), last));
    }

    SortedMap<Key, Sum> totals() {
        return totals;
    }

    SortedMap<DayKey, Long> days() {
        return days;
    }

    double halfLifeSeconds() {
        return halfLife.seconds();
    }
}
