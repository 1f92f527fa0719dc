package io.relance.segment.run;

import java.time.Instant;

/**
 * One piece of work over everybody.
 *
 * @param version the table's version it is about; null for none
 * @param telling whether those it moves are told of as having entered and left
 * @param stage what it is at: {@code counting}, {@code learning}, {@code expecting}, {@code ranking}, {@code deciding},
 *     {@code writing}
 * @param done how much of {@code of} is done
 * @param result what came of it, as JSON; null until it has ended
 */
public record Run(
        long id,
        Kind kind,
        Long version,
        Instant askedAt,
        String askedBy,
        String state,
        Instant startedAt,
        Instant endedAt,
        String stage,
        long done,
        long of,
        boolean telling,
        String result) {

    /** What is to be done. */
    public enum Kind {
        /** Ranks, scores and segments of everybody. */
        RECOMPUTE,
        /** What is to be expected of everybody, as every night. */
        VALUE,
        /** What a new version of a table would change. */
        COUNT,
        /** The new version takes the old one's place. */
        SWITCH,
        /** What everybody did, from the timeline; then their ranks and segments. */
        RECOUNT,
        /** Ranks and segments of everybody, after orders; of these only the latest is kept. */
        RANKING,
        /** What is to be expected of everybody, then their ranks and segments; every night. */
        NIGHT;

        /** The word in SQL and JSON. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
