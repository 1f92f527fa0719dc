package io.relance.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** Tells a scanner, who follows every link of a mail within seconds, from a reader, who follows one and looks. */
final class Bursts {

    /** So many different links within the window: nobody opens three pages in three seconds to read them. */
    private static final int LINKS = 3;

    private Bursts() {}

    /**
     * A click that waits to be judged.
     *
     * @param machine the request itself said that no person made it
     */
    record HeldClick(long id, long message, String url, Instant at, boolean machine) {}

    /** Whether this click is one of a burst among all that are known. */
    static boolean isOneOf(HeldClick click, Collection<HeldClick> known, Duration within) {
        return known.stream()
                .filter(first -> near(first, click, within) && !first.at().isAfter(click.at()))
                .anyMatch(first -> links(click.message(), first.at(), known, within) >= LINKS);
    }

    private static long links(long message, Instant from, Collection<HeldClick> known, Duration within) {
        return known.stream()
                .filter(each -> each.message() == message)
                .filter(each -> !each.at().isBefore(from) && !each.at().isAfter(from.plus(within)))
                .map(HeldClick::url)
                .distinct()
                .count();
    }

    private static boolean near(HeldClick one, HeldClick other, Duration within) {
        return one.message() == other.message()
                && Duration.between(one.at(), other.at()).abs().compareTo(within) <= 0;
    }
}
