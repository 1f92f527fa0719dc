package io.relance.message;

import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.StepRef;
import java.time.Instant;

/** One outbound message as it stands; {@code step} is null for one no journey asked for. */
public record Message(
        long id,
        ContactId contact,
        StepRef step,
        Channel channel,
        String template,
        MessageState state,
        String reason,
        Instant queuedAt,
        Instant sentAt,
        Instant clickedAt) {}
