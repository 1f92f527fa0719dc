package io.relance.message;

import java.util.Locale;

/** Where a message stands. */
public enum MessageState {
    QUEUED,
    HELD,
    SENDING,
    SENT,
    DELIVERED,
    SKIPPED,
    FAILED,
    IN_DOUBT;

    /** The word in JSON and SQL: {@code in_doubt}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
