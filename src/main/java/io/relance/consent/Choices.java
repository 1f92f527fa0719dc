package io.relance.consent;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a person chose to hear of, beside the consents: marketing keeps to it on every channel.
 *
 * @param topicsOff the codes of the topics they want to hear nothing of; one may have left the shop's list since
 * @param pausedUntil from when on marketing may speak again; null: no pause. May lie in the past: the pause is over
 */
public record Choices(Set<String> topicsOff, Instant pausedUntil) {

    /** Everything, at any time. */
    public static final Choices NONE = new Choices(Set.of(), null);

    public Choices {
        topicsOff = Set.copyOf(topicsOff);
    }

    /** Whether the person wants quiet at that moment; the boundary itself is no pause any more. */
    public boolean isPausedAt(Instant moment) {
        return pausedUntil != null && moment.isBefore(pausedUntil);
    }

    /** The same, without a pause that is over at that moment. */
    Choices at(Instant moment) {
        return pausedUntil == null || isPausedAt(moment) ? this : new Choices(topicsOff, null);
    }

    /** What counts when two people turn out to be one: what either wants to hear nothing of, and the later pause. */
    Choices stricter(Choices other) {
        Set<String> off = new TreeSet<>(topicsOff);
        off.addAll(other.topicsOff);
        boolean later = pausedUntil == null || (other.pausedUntil != null && other.pausedUntil.isAfter(pausedUntil));
        return new Choices(off, later ? other.pausedUntil : pausedUntil);
    }
}
