package io.relance.shop;

import java.time.Duration;
import java.time.Instant;

/** Which moment is told of what came due: a sweep always comes a little after it. */
public final class Punctual {

    private static final Duration LITTLE = Duration.ofMinutes(1);

    private Punctual() {}

    /** The moment it was due, unless it had to wait, after an outage say: then now. */
    public static Instant moment(Instant due, Instant now) {
        return due.isBefore(now.minus(LITTLE)) || due.isAfter(now) ? now : due;
    }
}
