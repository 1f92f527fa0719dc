package io.relance.contact;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** What a client says about a person, before we know which of our contacts that is. */
public sealed interface Fact {

    /** Who it is about. */
    Who who();

    /** The shop's id, the visitor's id, or both; never neither. */
    record Who(String userId, String anonymousId) {}

    /** The person did something; see {@link Activity} for the fields. */
    record Acted(Who who, Instant at, String name, Map<String, Object> properties, String source, boolean live)
            implements Fact {}

    /** The person's traits; both ids together also say that the visitor is that user. */
    record Identified(Who who, Instant at, Map<String, Object> traits, String source, boolean live) implements Fact {}

    /** The visitor {@code previousId} is the user {@code who.userId}; neither may be null. */
    record Aliased(Who who, String previousId, Instant at, String source) implements Fact {
        public Aliased {
            Objects.requireNonNull(who.userId(), "an alias needs a userId");
            Objects.requireNonNull(previousId, "an alias needs a previousId");
        }
    }
}
