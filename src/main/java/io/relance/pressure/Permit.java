package io.relance.pressure;

import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import java.time.Instant;

/**
 * We may speak, from {@code from} on; the slot is reserved in pressure's ledger until it is used or given back.
 *
 * @param address the e-mail address or E.164 number it was given for
 * @param held why it waits; null when it may be used at once
 * @param waitAfter used later than this it waits for the next hours of its channel; null when it may be used at any time
 */
public record Permit(
        long id,
        ContactId contact,
        Channel channel,
        MessageClass messageClass,
        String address,
        Instant from,
        Why held,
        Instant waitAfter)
        implements Verdict {

    /** The same with its number in the ledger. */
    public Permit numbered(long number) {
        return new Permit(number, contact, channel, messageClass, address, from, held, waitAfter);
    }

    /** The reason code that makes it wait; null when it may be used at once. */
    public String heldFor() {
        return held == null ? null : held.reason();
    }
}
