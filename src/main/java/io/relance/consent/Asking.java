package io.relance.consent;

import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.Instant;

/**
 * A yes that waits for its confirmation, with the proof of who asked for it.
 *
 * @param topic {@code EMAIL} or {@code SMS}
 * @param address where the confirmation goes, as it was when the yes was said; null when none was known
 * @param grounds when, where and how the yes was said
 * @param expiresAt from then on it cannot be confirmed any more
 * @param message the message that asked for the confirmation; null when none was sent
 * @param confirmedAt null until then
 */
public record Asking(
        long id,
        ContactId contact,
        ConsentTopic topic,
        String address,
        Grounds grounds,
        Instant expiresAt,
        Long message,
        Instant confirmedAt) {

    /** How the confirmation goes out. */
    public Channel channel() {
        return Channel.valueOf(topic.name());
    }
}
