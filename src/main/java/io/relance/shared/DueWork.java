package io.relance.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Work that comes due with time. In production a poller calls {@link #runDue}; the trial's clock and the tests step
 * through all due work in the order of its moments, so nothing waits on a clock they cannot see. Beans are asked in
 * {@code @Order}.
 */
public interface DueWork {

    /** A short name for threads, metrics and logs: {@code timers}. */
    String name();

    /** The earliest moment something is due; in the past when it is due already, empty when nothing waits. */
    Optional<Instant> nextDue();

    /** Does what is due at {@code now}, in batches, until nothing due is left; safe to call from several nodes. */
    void runDue(Instant now);

    /**
     * The same for work that may go on for long: it can ask anew, from any thread and before every batch, up to which
     * moment it may go.
     */
    default void runDue(Supplier<Instant> until) {
        runDue(until.get());
    }

    /** Which nodes do it. */
    default NodeRoles.Role role() {
        return NodeRoles.Role.JOURNEYS;
    }

    /** Whether it tells the product what happened outside: while some of that waits, nothing later leaves the house. */
    default boolean bringsFacts() {
        return false;
    }

    /** Pause between two calls of the poller; empty when a poller of its own drives this work. */
    default Optional<Duration> every() {
        return Optional.of(Duration.ofMillis(500));
    }

    /** Takes what calls {@link #runDue} before its time, for work that knows when there is some. */
    default void nudgedBy(Runnable run) {}
}
