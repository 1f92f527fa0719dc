package io.relance.message;

import io.relance.shared.ContactId;
import io.relance.shared.StepRef;

/** A message was handed over, skipped, given up or is in doubt. */
public record MessageSettled(long id, ContactId contact, StepRef step, MessageState state, String reason) {}
