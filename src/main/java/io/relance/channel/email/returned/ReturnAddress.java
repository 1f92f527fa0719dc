package io.relance.channel.email.returned;

import io.relance.message.spi.Marks;
import io.relance.message.spi.Sender;
import org.springframework.stereotype.Component;

/** The envelope's sender, to which what cannot be delivered comes back (VERP: each mail has its own). */
@Component
public class ReturnAddress {

    private final Marks marks;
    private final String shop;
    private final String beforeMark;
    private final String afterMark;

    ReturnAddress(BounceSettings settings, Sender sender, Marks marks) {
        this.marks = marks;
        shop = sender.senderEmail();
        int at = settings.address() == null ? -1 : settings.address().indexOf('@');
        beforeMark = at < 0 ? null : settings.address().substring(0, at) + "+";
        afterMark = at < 0 ? null : settings.address().substring(at);
    }

    /** For this message; without RELANCE_BOUNCE_ADDRESS the shop's own address for all. */
    public String of(long message) {
        return beforeMark == null ? shop : beforeMark + marks.envelope(message) + afterMark;
    }
}
