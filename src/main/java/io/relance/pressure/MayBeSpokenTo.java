package io.relance.pressure;

import io.relance.shared.ContactId;
import java.time.Instant;

/** What kept us from speaking to a person has ended: what waits for them may wait no longer. */
public record MayBeSpokenTo(ContactId contact, Instant at) {}
