package io.relance.segment.tally;

import java.util.Locale;

/** What is counted. */
public enum Kind {
    /** An activity of that name. */
    ACTIVITY,
    /** Something of that category was looked at. */
    VIEWED,
    /** Something of that category was bought. */
    BOUGHT,
    /** Seconds spent in the shop. */
    TIME;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
