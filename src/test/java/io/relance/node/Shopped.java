package io.relance.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * How a load driver's work went.
 *
 * @param seconds from the first request to the last answer
 * @param answers how many requests were answered with which status; 0: no answer at all
 * @param p50 milliseconds that half of the answers took, from the moment the request was due
 * @param p99 milliseconds that 99 of 100 took
 * @param max milliseconds that the slowest took
 * @param unadvised how many were told 429 or 503 and not when to come back
 */
public record Shopped(
        @JsonProperty("seconds") double seconds,
        @JsonProperty("answers") Map<Integer, Integer> answers,
        @JsonProperty("p50") double p50,
        @JsonProperty("p99") double p99,
        @JsonProperty("max") double max,
        @JsonProperty("unadvised") int unadvised) {}
