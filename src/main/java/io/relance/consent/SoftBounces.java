package io.relance.consent;

import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails that came back for a reason that may pass: a full mailbox, a server out of order. An address that sends back
 * five in a row, sent over seven days or more, rests like one that does not exist.
 */
@Component
public class SoftBounces {

    /** So many in a row. */
    static final int MOST = 5;

    private static final Duration LONG = Duration.ofDays(7);

    private final SoftBounceRows rows;

    SoftBounces(SoftBounceRows rows) {
        this.rows = rows;
    }

    /** One mail that came back. */
    public record SoftBounce(long message, ContactId contact, Instant sentAt) {}

    /** Notes one, once for a message; answers those that count for its address, in the order they were sent. */
    @Transactional
    public List<SoftBounce> note(Channel channel, String address, SoftBounce bounce) {
        String key = Suppressions.normalised(channel, address);
        rows.insert(channel, key, bounce);
        return rows.of(channel, key);
    }

    /** Whether so many came back that it is worth asking what arrived in between. */
    public static boolean mayBeExhausted(List<SoftBounce> bounced) {
        return bounced.size() >= MOST
                && !last(bounced).minus(LONG).isBefore(bounced.get(0).sentAt());
    }

    /**
     * Whether the address has to rest. A mail that was handed over and has not come back ends the row before it; only
     * one sent before the latest that came back counts as such, as what became of a later one is not known yet. Where
     * its report comes in after all, the row is looked at again, and is one again.
     *
     * @param bounced those that came back, in the order they were sent
     * @param arrived when those were sent that did not
     */
    public static boolean exhausted(List<SoftBounce> bounced, Collection<Instant> arrived) {
        if (bounced.isEmpty()) {
            return false;
        }
        Instant last = last(bounced);
        Instant ended = arrived.stream()
                .filter(moment -> moment.isBefore(last))
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        return mayBeExhausted(
                bounced.stream().filter(each -> each.sentAt().isAfter(ended)).toList());
    }

    private static Instant last(List<SoftBounce> bounced) {
        return bounced.get(bounced.size() - 1).sentAt();
    }

    /** Forgets what was counted for an address. */
    @Transactional
    public void forget(Channel channel, String address) {
        rows.delete(channel, Suppressions.normalised(channel, address));
    }
}
