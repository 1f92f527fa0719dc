package io.relance.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells a scanner, who follows every link of a mail within seconds, from a reader, who follows one and looks. */
final class Bursts {

    /** Stands for the page that unsubscribes, among the links of a message; looking at it is no click. */
    static final String WAY_OUT = "";

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
                .anyMatch(first -> isEverywhere(click.message(), first.at(), known, within));
    }

    /** Whoever reads looks at one page, and does not unsubscribe while it loads. */
    private static boolean isEverywhere(long message, Instant from, Collection<HeldClick> known, Duration within) {
        Set<String> links = known.stream()
                .filter(each -> each.message() == message)
                .filter(each -> !each.at().isBefore(from) && !each.at().isAfter(from.plus(within)))
                .map(HeldClick::url)
                .collect(Collectors.toSet());
        return links.size() >= LINKS || links.size() > 1 && links.contains(WAY_OUT);
    }

    private static boolean near(HeldClick one, HeldClick other, Duration within) {
        return one.message() == other.message()
                && Duration.between(one.at(), other.at()).abs().compareTo(within) <= 0;
    }
}
