package io.relance.consent;

import java.time.Instant;

/** The latest word on one topic; {@code source} and {@code at} are null while the state is unknown. */
public record Consent(State state, String source, Instant at) {

    /** Granted by an act, allowed by an earlier order, denied at the question, withdrawn later, or never said. */
    public enum State {
        GRANTED,
        SOFT_OPT_IN,
        DENIED,
        WITHDRAWN,
        UNKNOWN
    }
}
