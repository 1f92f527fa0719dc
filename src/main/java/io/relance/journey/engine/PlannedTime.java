package io.relance.journey.engine;

import java.time.Instant;

/** When the timer that runs now was due; what a step calls late is counted from there. */
public final class PlannedTime {

    private static final ThreadLocal<Instant> planned = new ThreadLocal<>();

    private PlannedTime() {}

    static void set(Instant due) {
        planned.set(due);
    }

    static void clear() {
        planned.remove();
    }

    /** The due time of the present timer, or {@code now} where no timer runs. */
    public static Instant orElse(Instant now) {
        Instant due = planned.get();
        return due == null ? now : due;
    }
}
