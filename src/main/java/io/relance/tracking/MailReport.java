package io.relance.tracking;

import java.util.List;
import java.util.Set;

/** What came back about one e-mail of ours, whoever sent it: the provider's format is no longer seen. */
public sealed interface MailReport {

    /** The message it is about, shown by a mark that only we can make. */
    long message();

    /** It did not reach those of whom {@code recipients} says so. */
    record Bounced(long message, List<Recipient> recipients) implements MailReport {}

    /** Its reader said that it is spam; {@code type} is the provider's word: {@code abuse}. */
    record Complained(long message, String type) implements MailReport {}

    /**
     * What became of it on the way to one address.
     *
     * @param addresses the one that was written to and the one it was forwarded to, as far as the report names them
     * @param kind why it failed; null where it did not (it is late, or was passed on)
     * @param code the status (RFC 3463, {@code 5.1.1}), else the SMTP code; null where the report has none
     * @param detail what the server said
     */
    record Recipient(Set<String> addresses, Kind kind, String code, String detail) {}

    /** Whose fault it is that a mail came back, and for how long. */
    enum Kind {
        /** The address does not exist (any more). */
        HARD,
        /** The mailbox is full, or a server out of order: it may be mended. */
        SOFT,
        /** The mail or its sender is refused: nothing is wrong with the address. */
        BLOCK
    }
}
