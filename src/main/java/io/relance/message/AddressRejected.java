package io.relance.message;

import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.Instant;

/** Fact: at hand-over the provider said that this address must not be written to again, and why. */
public record AddressRejected(Channel channel, String address, ContactId contact, String reason, Instant at) {}
