package io.relance.message;

import io.relance.shared.ContactId;
import io.relance.shared.StepRef;

/** Fact: a message was handed over, skipped, given up or is in doubt. Published in the transaction that says so. */
public record MessageSettled(long id, ContactId contact, StepRef step, MessageState state, String reason) {}
