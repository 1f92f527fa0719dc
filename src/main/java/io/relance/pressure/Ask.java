package io.relance.pressure;

import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import io.relance.shared.StepRef;
import java.time.Instant;

/**
 * May we speak to this person, on this channel, for this purpose, at this moment?
 *
 * @param step on whose behalf; null when no journey's
 * @param waitAfter later than this it waits for the next hours of its channel; null when it may be as late as it likes
 * @param saying what would be said
 */
public record Ask(
        ContactId contact,
        Channel channel,
        MessageClass messageClass,
        StepRef step,
        Instant at,
        Instant waitAfter,
        Saying saying) {

    /** About nothing in particular, that may be as late as it likes. */
    public Ask(ContactId contact, Channel channel, MessageClass messageClass, StepRef step, Instant at) {
        this(contact, channel, messageClass, step, at, null, Saying.ANYTHING);
    }
}
