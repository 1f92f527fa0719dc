package io.relance.ingest.inbox;

import java.util.Locale;
import java.util.Optional;

/** What an event says, in the words of the tracking API. */
public enum EventKind {
    TRACK,
    IDENTIFY,
    PAGE,
    SCREEN,
    GROUP,
    ALIAS;

    /** The word in JSON and SQL: {@code track}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with this code, in whatever case; empty when there is none. */
    public static Optional<EventKind> of(String code) {
        for (EventKind kind : values()) {
            if (kind.code().equalsIgnoreCase(code)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** The kind a path stands for: its word, or the one letter that browsers send. */
    public static Optional<EventKind> ofPath(String segment) {
        for (EventKind kind : values()) {
            if (segment.length() == 1 && kind.code().startsWith(segment)) {
                return Optional.of(kind);
            }
        }
        return of(segment);
    }
}
