package io.relance.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.ingest.inbox.EventKind;
import io.relance.shop.shelf.Shelf;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An event as a client sent it, not yet checked.
 *
 * @param kind what the path or its type says; null when neither is known
 * @param text the JSON as it was sent, without blanks
 * @param ofShelf whether it is news of a product, from a source that may tell it: whoever it names, it is nobody's
 */
record Draft(JsonNode json, EventKind kind, String text, boolean ofShelf) {

    private static final int LIMIT = 32 * 1024;
    private static final int ID_LIMIT = 255;

    private static final Set<String> CONSENT_EVENTS = Set.of("consent given", "consent withdrawn");

    private static final Set<String> CONSENT_CHANNELS =
            Set.of("email", "sms", "phone", "push", "tracking_opens", "tracking_clicks");

    private record Check(Flaw flaw, Predicate<Draft> fails) {}

    /** In this order: the first that fails is the reason. */
    private static final List<Check> CHECKS = List.of(
            new Check(Flaw.NOT_AN_EVENT, draft -> !draft.json.isObject()),
            new Check(Flaw.TOO_LARGE, draft -> draft.isLongerThan(LIMIT)),
            new Check(Flaw.NO_TYPE, draft -> draft.kind == null),
            new Check(Flaw.NOBODY, draft -> !draft.ofShelf && !draft.namesSomebody()),
            new Check(Flaw.NO_PRODUCT, draft -> draft.ofShelf && draft.productId() == null),
            new Check(Flaw.ID_TOO_LONG, Draft::hasLongId),
            new Check(Flaw.NO_NAME, draft -> draft.kind == EventKind.TRACK && draft.field("event") == null),
            new Check(Flaw.NO_CHANNEL, Draft::saysNothingOfConsent),
            new Check(Flaw.NO_PREVIOUS_ID, draft -> draft.kind == EventKind.ALIAS && draft.anonymousId() == null),
            new Check(Flaw.NO_GROUP, draft -> draft.kind == EventKind.GROUP && draft.field("groupId") == null));

    static Draft of(JsonNode json, EventKind kind) {
        EventKind said =
                kind != null ? kind : EventKind.of(json.path("type").asText()).orElse(null);
        return new Draft(json, said, json.toString(), false);
    }

    /** The same, from a source that may change the shelf. */
    Draft withShelf() {
        String event = kind == EventKind.TRACK ? field("event") : null;
        return event != null && Shelf.isNews(event) ? new Draft(json, kind, text, true) : this;
    }

    /** The product it is news of; null when it is of none. */
    String productId() {
        if (!ofShelf || !json.path("properties").isObject()) {
            return null;
        }
        Map<String, Object> named = new HashMap<>();
        for (String name : List.of("product_id", "id")) {
            JsonNode value = json.path("properties").path(name);
            if (value.isTextual() || value.isNumber()) {
                named.put(name, value.asText());
            }
        }
        return Shelf.productId(named);
    }

    /** What is wrong with it, if anything, its timestamp aside. */
    Optional<Flaw> flaw() {
        return CHECKS.stream()
                .filter(check -> check.fails.test(this))
                .map(Check::flaw)
                .findFirst();
    }

    String userId() {
        return ofShelf ? null : field("userId");
    }

    /** The visitor; of an alias, the one it leaves behind. */
    String anonymousId() {
        if (ofShelf) {
            return null;
        }
        String previous = kind == EventKind.ALIAS ? field("previousId") : null;
        return previous != null ? previous : field("anonymousId");
    }

    /** A field of text, as PostgreSQL can store it; a number will do, blank counts as missing (null). */
    String field(String name) {
        JsonNode value = json.path(name);
        if (!value.isTextual() && !value.isNumber()) {
            return null;
        }
        String text = StorableText.of(value.asText()).strip();
        return text.isEmpty() ? null : text;
    }

    /** Whether it is small enough together with what its batch says about all events. */
    boolean fitsWith(Envelope envelope) {
        return !isLongerThan(LIMIT - envelope.bytes());
    }

    /** What is kept of it: the event as it came, with what its batch says about all of them, as PostgreSQL stores it. */
    String payload(Envelope envelope) {
        boolean asItCame = !json.has("writeKey") && envelope.shared().isEmpty();
        if (asItCame && StorableText.isClean(json)) {
            return text;
        }
        ObjectNode payload = StorableText.of(within(envelope));
        payload.remove("writeKey");
        return payload.toString();
    }

    private ObjectNode within(Envelope envelope) {
        // The parts alone are replaced, so a shallow copy does.
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.setAll((ObjectNode) json);
        envelope.shared().forEach((part, said) -> {
            ObjectNode merged = said.deepCopy();
            if (event.path(part) instanceof ObjectNode own) {
                merged.setAll(own);
            }
            event.set(part, merged);
        });
        return event;
    }

    private boolean namesSomebody() {
        return userId() != null || kind != EventKind.ALIAS && anonymousId() != null;
    }

    /** A yes or no to nobody knows what: whoever sent it must hear of it, above all where it was a no. */
    private boolean saysNothingOfConsent() {
        String event = kind == EventKind.TRACK ? field("event") : null;
        if (event == null || !CONSENT_EVENTS.contains(event.toLowerCase(Locale.ROOT))) {
            return false;
        }
        String channel = StorableText.of(json.path("properties").path("channel").asText())
                .strip();
        return !CONSENT_CHANNELS.contains(channel.toLowerCase(Locale.ROOT));
    }

    private boolean hasLongId() {
        return Stream.of("userId", "anonymousId", "previousId", "groupId", "event")
                .map(this::field)
                .anyMatch(id -> id != null && id.length() > ID_LIMIT);
    }

    private boolean isLongerThan(int bytes) {
        return text.length() > bytes
                || text.length() * 3 > bytes && text.getBytes(StandardCharsets.UTF_8).length > bytes;
    }
}
