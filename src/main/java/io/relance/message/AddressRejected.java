package io.relance.message;

import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.Instant;

/**
 * Fact: the provider will never take anything for this address. Published in the transaction that fails the message.
 *
 * @param reason why the address must rest: {@code hard_bounce}, {@code stop}, …; for {@code soft_bounce} only once there
 *     are too many in a row
 */
public record AddressRejected(
        long message, Channel channel, String address, ContactId contact, String reason, Instant at) {}
