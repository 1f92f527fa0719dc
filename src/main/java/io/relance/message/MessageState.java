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

    /** The state with this word. */
    public static MessageState of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** The word in JSON and SQL: {@code in_doubt}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
