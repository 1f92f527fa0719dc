package io.relance.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.ingest.inbox.Event;
import io.relance.ingest.inbox.EventKind;
import io.relance.ingest.inbox.Received;
import io.relance.ingest.inbox.Rejection;
import io.relance.shop.shelf.Shelf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads one event of a request: an event for the inbox, or one that is set aside. */
@Component
class EventReader {

    private static final int MESSAGE_ID_LIMIT = 255;

    private final Clock clock;
    private final Duration liveAge;
    private final Shelf shelf;

    EventReader(Clock clock, IntakeSettings settings, Shelf shelf) {
        this.clock = clock;
        this.shelf = shelf;
        this.liveAge = settings.intake().liveAge();
    }

    /**
     * Reads an event.
     *
     * @param envelope what the request says around it
     * @param kind what the path says; null when the event's own type counts
     */
    Received read(String source, Envelope envelope, JsonNode item, EventKind kind) {
        return read(source, envelope, item, kind, clock.instant());
    }

    /**
     * Reads an event that lay in a queue.
     *
     * @param handedIn when its client handed it to the queue, which its own clock is compared with
     */
    Received read(String source, Envelope envelope, JsonNode item, EventKind kind, Instant handedIn) {
        Draft draft = shelf.takesFrom(source) ? Draft.of(item, kind).withShelf() : Draft.of(item, kind);
        Instant now = clock.instant();
        Optional<Flaw> flaw = draft.flaw();
        if (flaw.isPresent()) {
            return setAside(source, flaw.get(), now, draft);
        }
        if (!draft.fitsWith(envelope)) {
            return setAside(source, Flaw.CONTEXT_TOO_LARGE, now, draft);
        }
        JsonNode said = envelope.sentAt();
        JsonNode sentAt = said.isMissingNode() || said.isNull() ? item.path("sentAt") : said;
        Optional<Instant> at = ClientTime.of(item, sentAt, handedIn);
        return at.isEmpty()
                ? setAside(source, Flaw.BAD_TIMESTAMP, now, draft)
                : event(source, envelope, draft, now, at.get());
    }

    private static Rejection setAside(String source, Flaw flaw, Instant now, Draft draft) {
        return new Rejection(now, source, flaw.code(), flaw.detail(), draft.text());
    }

    private Event event(String source, Envelope envelope, Draft draft, Instant now, Instant at) {
        return new Event(
                source,
                messageId(draft),
                draft.kind(),
                draft.userId(),
                draft.anonymousId(),
                draft.productId(),
                now,
                at,
                !at.isBefore(now.minus(liveAge)),
                draft.payload(envelope));
    }

    private static String messageId(Draft draft) {
        String sent = draft.field("messageId");
        if (sent == null) {
            return UUID.randomUUID().toString();
        }
        return sent.length() <= MESSAGE_ID_LIMIT ? sent : "sha256:" + sha256(sent);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
