package io.relance.pressure;

import java.time.Instant;

/**
 * We may not speak.
 *
 * @param why the stable code, the sentences and what was looked at
 * @param next the first moment at which this policy would allow it; null when time alone will not
 */
public record Refusal(Why why, Instant next) implements Verdict {

    /** With an English sentence only, for what is no policy's. */
    public Refusal(String reason, String detail, Instant next) {
        this(Why.of(reason, detail), next);
    }

    /** Stable code that begins with its policy: {@code consent_withdrawn}. */
    public String reason() {
        return why.reason();
    }

    /** A sentence a marketer understands. */
    public String detail() {
        return why.detail();
    }
}
