package io.relance.pressure;

import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import io.relance.shared.StepRef;
import java.time.Instant;

/** May we speak to this person, on this channel, for this purpose, at this moment? {@code step} may be null. */
public record Ask(ContactId contact, Channel channel, MessageClass messageClass, StepRef step, Instant at) {}
