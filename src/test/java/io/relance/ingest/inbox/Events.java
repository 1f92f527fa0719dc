package io.relance.ingest.inbox;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Events made up for tests. */
final class Events {

    private static final AtomicInteger ids = new AtomicInteger();

    private Events() {}

    static Event track(String user, String visitor, String name) {
        return event(EventKind.TRACK, user, visitor, name);
    }

    static Event event(EventKind kind, String user, String visitor, String name) {
        String payload = "{\"event\":\"" + name + "\",\"traits\":{\"step\":\"" + name + "\"}}";
        Instant now = Instant.parse("2026-03-02T09:00:00Z");
        return new Event("test", "m-" + ids.incrementAndGet(), kind, user, visitor, null, now, now, true, payload);
    }
}
