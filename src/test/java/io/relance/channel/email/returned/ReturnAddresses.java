package io.relance.channel.email.returned;

import io.relance.message.spi.Sender;
import java.time.Duration;

/** Envelope senders for tests of the channel. */
public final class ReturnAddresses {

    private ReturnAddresses() {}

    /** The shop's own for every mail, as without RELANCE_BOUNCE_ADDRESS. */
    public static ReturnAddress shop(Sender sender) {
        return new ReturnAddress(new BounceSettings(null, null, null, null, Duration.ofMinutes(1)), sender, null);
    }
}
