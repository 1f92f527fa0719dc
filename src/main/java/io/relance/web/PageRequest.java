package io.relance.web;

import java.util.function.BooleanSupplier;

/**
 * A request for a page or to an API, on the thread that answers it. It has its place among those that may hold
 * connections from the first one until it is answered: one for all, so that a second connection of it never waits for
 * requests that wait for theirs.
 */
final class PageRequest implements AutoCloseable {

    private static final ThreadLocal<PageRequest> current = new ThreadLocal<>();

    private Runnable leave;
    private boolean turnedAway;
    private boolean reads;

    private PageRequest() {}

    /** Begins one on this thread. */
    static PageRequest begin() {
        PageRequest request = new PageRequest();
        current.set(request);
        return request;
    }

    /** The one this thread answers; null where it does something else. */
    static PageRequest ofThisThread() {
        return current.get();
    }

    /** Whether it has a place now. Who was turned away once is not kept waiting again. */
    boolean enters(BooleanSupplier enter, Runnable leaveAtTheEnd) {
        if (leave == null && !turnedAway) {
            if (enter.getAsBoolean()) {
                leave = leaveAtTheEnd;
            } else {
                turnedAway = true;
            }
        }
        return leave != null;
    }

    /** Says whether what it does from now on only reads. */
    void onlyReads(boolean now) {
        reads = now;
    }

    boolean onlyReads() {
        return reads;
    }

    boolean isTurnedAway() {
        return turnedAway;
    }

    @Override
    public void close() {
        current.remove();
        if (leave != null) {
            leave.run();
        }
    }
}
