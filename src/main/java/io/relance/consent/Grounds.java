package io.relance.consent;

import java.time.Instant;

/**
 * When, where and how something was said, as the ledger keeps it.
 *
 * @param at when it was said
 * @param source where: {@code preferences}, {@code checkout}
 * @param wording what the person was shown, or its version; null when nobody told
 * @param proof where it can be shown: a message's number, an activity's; null when there is none
 * @param actor who said so: {@code the person}, or the source that reported it
 */
public record Grounds(Instant at, String source, String wording, String proof, String actor) {

    /** Said by the person themselves. */
    public static Grounds ofPerson(Instant at, String source, String wording, String proof) {
        return new Grounds(at, source, wording, proof, "the person");
    }
}
