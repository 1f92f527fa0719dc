package io.relance.fault;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes a race of two that are not equally quick: whoever won the last one starts a little later in the next. So both
 * win now and then, by less and less, on whatever machine.
 */
final class HeadStart {

    private static final long FIRST_STEP = Duration.ofMillis(4).toNanos();
    private static final long LAST_STEP = Duration.ofNanos(200_000).toNanos();

    private long nanos;
    private long step = FIRST_STEP;
    private boolean leftWon;
    private int lefts;
    private int rights;

    /** The left one, held back where it is the quicker. */
    Runnable left(Runnable work) {
        return after(nanos, work);
    }

    /** The right one, held back where it is the quicker. */
    Runnable right(Runnable work) {
        return after(-nanos, work);
    }

    private static Runnable after(long pause, Runnable work) {
        return () -> {
            if (pause > 0) {
                LockSupport.parkNanos(pause);
            }
            work.run();
        };
    }

    /** How many of the last races the left one won, and how many the right one. */
    void learn(long left, long right) {
        lefts += (int) left;
        rights += (int) right;
        if (left == right) {
            return;
        }
        boolean now = left > right;
        // The line has been crossed: go back by less.
        step = now == leftWon ? step * 2 : Math.max(LAST_STEP, step / 4);
        leftWon = now;
        nanos += now ? step : -step;
    }

    boolean bothWon() {
        return lefts > 0 && rights > 0;
    }

    @Override
    public String toString() {
        return lefts + " to " + rights;
    }
}
