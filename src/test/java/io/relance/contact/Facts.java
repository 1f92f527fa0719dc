package io.relance.contact;

import io.relance.contact.Fact.Acted;
import io.relance.contact.Fact.Aliased;
import io.relance.contact.Fact.Identified;
import io.relance.contact.Fact.Who;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Facts about made-up people, as the intake would tell them. */
public final class Facts {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final AtomicInteger ids = new AtomicInteger();

    private Facts() {}

    /** An id nobody had before. */
    public static String newId(String prefix) {
        return prefix + "-" + ids.incrementAndGet();
    }

    public static Who user(String userId) {
        return new Who(userId, null);
    }

    public static Who visitor(String anonymousId) {
        return new Who(null, anonymousId);
    }

    public static Who both(String userId, String anonymousId) {
        return new Who(userId, anonymousId);
    }

    public static Acted acted(Who who, String name, Map<String, Object> properties, Instant at) {
        return new Acted(who, at, name, properties, "test", true);
    }

    public static Acted acted(Who who, String name) {
        return acted(who, name, Map.of(), NOON);
    }

    public static Identified identified(Who who, Map<String, Object> traits) {
        return new Identified(who, NOON, traits, "test", true);
    }

    public static Aliased aliased(String userId, String previousId) {
        return new Aliased(user(userId), previousId, NOON, "test");
    }
}
