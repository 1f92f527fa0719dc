package io.relance.ingest.inbox;

import java.time.Instant;

/**
 * An event that is set aside.
 *
 * @param code stable, for counting: {@code too_large}
 * @param detail a sentence that names what is wrong and what is accepted
 * @param body the event as it came, its first 64 KB
 */
public record Rejection(Instant at, String source, String code, String detail, String body) implements Received {

    private static final int KEPT = 64 * 1024;

    public Rejection {
        // PostgreSQL stores neither, and a body is evidence, not data.
        body = body.substring(0, Math.min(body.length(), KEPT)).replace('\0', '\uFFFD');
        detail = detail.replace('\0', '\uFFFD');
    }

    /** The code and the sentence, as people read it. */
    public String reason() {
        return code + ": " + detail;
    }
}
