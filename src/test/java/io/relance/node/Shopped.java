package io.relance.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * How a load driver's work went.
 *
 * @param seconds from the first request to the last answer
 * @param answers how many requests were answered with which status; 0: no answer at all
 * @param latencies how long the answers took, from the moment each request was due
 * @param unadvised how many were told 429 or 503 and not when to come back
 */
public record Shopped(
        @JsonProperty("seconds") double seconds,
        @JsonProperty("answers") Map<Integer, Integer> answers,
        @JsonProperty("latencies") Latencies latencies,
        @JsonProperty("unadvised") int unadvised) {

    /** Milliseconds that half of the answers took at most. */
    public double p50() {
        return latencies.quantile(0.5);
    }

    /** Milliseconds that 99 of 100 took at most. */
    public double p99() {
        return latencies.quantile(0.99);
    }

    /** Milliseconds that the slowest took. */
    public double max() {
        return latencies.quantile(1);
    }
}
