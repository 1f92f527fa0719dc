package io.relance.pressure;

import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import io.relance.shared.MessageClass;
import java.time.Instant;
import java.time.ZoneId;

/**
 * We may speak, from {@code from} on; the slot is reserved in pressure's ledger until it is used or given back.
 *
 * @param address the e-mail address or E.164 number it was given for
 * @param held why it waits; null when it may be used at once
 * @param waitAfter used later than this it waits for the next hours of its channel; null when it may be used at any time
 * @param zone where the person's clock hangs; null where nobody is told how long it waits
 */
public record Permit(
        long id,
        ContactId contact,
        Channel channel,
        MessageClass messageClass,
        String address,
        Instant from,
        Why held,
        Instant waitAfter,
        ZoneId zone)
        implements Verdict {

    /** The same with its number in the ledger. */
    public Permit numbered(long number) {
        return new Permit(number, contact, channel, messageClass, address, from, held, waitAfter, zone);
    }

    /** Why it waits, and until when by the person's own clock; null when it may be used at once. */
    public Why waits() {
        return held == null
                ? null
                : held.and(
                        "This one waits until " + InWords.moment(from, zone) + ".",
                        "Celui-ci attend jusqu’au " + InWords.frenchMoment(from, zone) + ".");
    }

    /** The reason code that makes it wait; null when it may be used at once. */
    public String heldFor() {
        return held == null ? null : held.reason();
    }
}
