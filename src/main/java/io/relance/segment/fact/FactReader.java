package io.relance.segment.fact;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads the facts of some contacts at a moment. */
public interface FactReader {

    /**
     * A contact's facts.
     *
     * @param segments the numbers of the segments it was last found in
     * @param wakeAt when it is to be looked at again so far; null for never
     * @param due the first moment at which time alone may change an answer; null for never
     * @param values by path; null where nobody knows
     */
    record Known(
            ContactId contact,
            long revision,
            List<Integer> segments,
            Instant wakeAt,
            Instant due,
            Map<String, Object> values) {}

    /** Those of these contacts of whom we have a row; in one read. */
    List<Known> read(FactQuery query, Collection<ContactId> contacts, Instant now);
}
