package io.relance.consent;

import java.time.Instant;

/** The latest word on one topic; {@code source} and {@code at} are null while the state is unknown. */
public record Consent(State state, String source, Instant at) {

    /** The same; what is said to have happened later than now happened now, or nothing could ever be said against it. */
    Consent notAfter(Instant now) {
        return at != null && at.isAfter(now) ? new Consent(state, source, now) : this;
    }

    /** Granted by an act, allowed by an earlier order, denied at the question, withdrawn later, or never said. */
    public enum State {
        GRANTED,
        SOFT_OPT_IN,
        DENIED,
        WITHDRAWN,
        UNKNOWN
    }
}
