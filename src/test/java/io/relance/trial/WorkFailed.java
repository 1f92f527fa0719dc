package io.relance.trial;

import io.relance.shared.DueWork;
import java.time.Instant;

/** A work that threw or never finished while the clock was moved. */
public class WorkFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private WorkFailed(String message, Throwable cause) {
        super(message, cause);
    }

    static WorkFailed threw(DueWork work, Instant now, RuntimeException cause) {
        return new WorkFailed("the work '%s' failed at %s: %s".formatted(work.name(), now, cause), cause);
    }

    static WorkFailed neverFinishes(DueWork work, Instant now, int rounds) {
        return new WorkFailed(
                "the work '%s' still reports something due at %s after %d rounds: its nextDue() and runDue() disagree"
                        .formatted(work.name(), now, rounds),
                null);
    }
}
