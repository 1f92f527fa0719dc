package io.relance.contact;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Map;

/**
 * Something a person did or that happened to them, as it stands on the timeline.
 *
 * @param at when it happened (the client's clock, corrected)
 * @param name canonical name: {@code Order Completed}
 * @param properties JSON values: text, numbers, booleans, lists, maps
 * @param source who said so: the write key's source name, or one of our rooms
 * @param live young enough to start and wake journeys
 */
public record Activity(
        long id,
        ContactId contact,
        Instant at,
        String name,
        Map<String, Object> properties,
        String source,
        boolean live) {

    /** Whether this activity has that name; names compare without regard to case. */
    public boolean isCalled(String other) {
        return name.equalsIgnoreCase(other);
    }
}
