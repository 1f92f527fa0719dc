package io.relance.contact;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Which activities and traits the shop sends at all. */
@Component
public class Vocabulary {

    /** What a name names. */
    public enum Kind {
        ACTIVITY,
        TRAIT
    }

    private final Seen seen;

    Vocabulary(Seen seen) {
        this.seen = seen;
    }

    /**
     * When each of these was last seen, to the minute, by the names asked for; one that never came is missing. Names
     * compare without regard to case.
     */
    public Map<String, Instant> lastSeen(Kind kind, Collection<String> names) {
        return seen.last(kind, names);
    }
}
