package io.relance.message.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Whether a channel's provider takes messages at all. While it does not, nothing is claimed for it: only now and then
 * one message asks. When it is back, what waited is released little by little.
 */
final class Breaker {

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int GROWTH = 4;

    private final int most;
    private int limit;
    private int failures;
    private Instant until = Instant.MIN;

    /** {@code most} is the size of a batch in good times. */
    Breaker(int most) {
        this.most = most;
        limit = most;
    }

    /** How many messages may be taken at once now; 0: none. */
    synchronized int limit(Instant now) {
        return now.isBefore(until) ? 0 : limit;
    }

    /** Whether all is well, so that several batches may be under way. */
    synchronized boolean well() {
        return failures == 0 && limit == most;
    }

    /** The moment the provider is asked again; long past when all is well. */
    synchronized Instant until() {
        return until;
    }

    /** What a batch told. */
    synchronized void told(Round round, Instant now) {
        if (round.down()) {
            // Several batches may have been under way when it went down: that is one failure.
            if (!now.isBefore(until)) {
                failures++;
                until = now.plus(round.pause() == null ? pause() : round.pause());
            }
            limit = 1;
        } else if (round.answered()) {
            failures = 0;
            until = Instant.MIN;
            limit = Math.min(most, limit * GROWTH);
        }
    }

    /** Doubles, and differs from node to node. */
    private Duration pause() {
        long doubled = FIRST.toMillis() << Math.min(failures - 1, 10);
        long pause = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis(pause + ThreadLocalRandom.current().nextLong(pause / 5));
    }
}
