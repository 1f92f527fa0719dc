package io.relance.ingest.inbox;

import java.time.Instant;

/**
 * An event that makes sense, on its way to the inbox.
 *
 * @param source whose write key it came with
 * @param messageId names it once within its source; 255 characters at most
 * @param userId the shop's id of the person; null for a visitor
 * @param anonymousId the visitor's id; null when none; for an alias the id it leaves behind
 * @param productId the product it is news of; then it has neither of the two, and every other event has one
 * @param at when it happened (the client's clock, corrected)
 * @param live young enough to start and wake journeys
 * @param payload the whole event, JSON that PostgreSQL can store
 */
public record Event(
        String source,
        String messageId,
        EventKind kind,
        String userId,
        String anonymousId,
        String productId,
        Instant receivedAt,
        Instant at,
        boolean live,
        String payload)
        implements Received {

    /** Of one lane events are carried in the order they came: a user's, else a visitor's, and a product's share one. */
    int lane(int lanes) {
        int hash = (userId != null ? userId : anonymousId != null ? anonymousId : productId).hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), lanes);
    }
}
