package io.relance.pressure;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** The one gate every message and call passes. */
@Component
public class Pressure {

    /** Decides and, when the answer is a permit, reserves the slot, in the caller's transaction. */
    public Verdict request(Ask ask) {
        throw new UnsupportedOperationException();
    }

    /** Decides without reserving anything; for conditions and previews. */
    public Verdict consider(Ask ask) {
        throw new UnsupportedOperationException();
    }

    /** Asks again just before hand-over: the same permit if it still stands, else why not. */
    public Verdict confirm(Permit permit, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Gives a slot back that was not used: the message was skipped or failed for good. */
    public void release(long permitId) {
        throw new UnsupportedOperationException();
    }
}
