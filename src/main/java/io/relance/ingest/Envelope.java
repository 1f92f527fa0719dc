package io.relance.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request says around its events.
 *
 * @param sentAt when its client sent it; missing where it does not say
 * @param shared what it says about all of its events, and is kept with each: by name, none of them empty
 * @param bytes how much that is
 */
record Envelope(JsonNode sentAt, Map<String, ObjectNode> shared, int bytes) {

    /** Bytes that all events of a batch may have together with what it says about all of them. */
    private static final long LIMIT = 4L * 1024 * 1024;

    private static final List<String> SHARED = List.of("context", "integrations");

    /** Of a batch. */
    static Envelope of(JsonNode batch) {
        Map<String, ObjectNode> shared = new LinkedHashMap<>();
        int bytes = 0;
        for (String part : SHARED) {
            if (batch.path(part) instanceof ObjectNode said && !said.isEmpty()) {
                shared.put(part, said);
                bytes += said.toString().getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return new Envelope(batch.path("sentAt"), shared, bytes);
    }

    /** Of an event that comes alone. */
    static Envelope none() {
        return new Envelope(MissingNode.getInstance(), Map.of(), 0);
    }

    /** Whether so many events, each with what is said about all of them, are more than a node can hold. */
    boolean isTooMuchFor(int events) {
        return (long) bytes * events > LIMIT;
    }
}
