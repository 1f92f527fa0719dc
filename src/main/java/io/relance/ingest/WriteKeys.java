package io.relance.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells by its key who sends. */
@Component
class WriteKeys {

    private final Map<String, String> keys;

    WriteKeys(IntakeSettings settings) {
        this.keys = Map.copyOf(settings.keys());
    }

    /** The source whose key the request carries, wherever its client puts it; empty when none fits. */
    Optional<String> sourceOf(HttpServletRequest request, JsonNode body) {
        return Stream.of(
                        basicUser(request.getHeader("Authorization")),
                        Optional.ofNullable(request.getHeader("X-Write-Key")),
                        Optional.ofNullable(body.path("writeKey").textValue()))
                .flatMap(Optional::stream)
                .flatMap(sent -> source(beforeColon(sent)).stream())
                .findFirst();
    }

    /** The source of this key. Every key is compared to its end, so that the time taken tells nothing. */
    Optional<String> source(String sent) {
        byte[] candidate = sent.getBytes(StandardCharsets.UTF_8);
        String found = null;
        for (var entry : keys.entrySet()) {
            if (MessageDigest.isEqual(entry.getValue().getBytes(StandardCharsets.UTF_8), candidate)) {
                found = entry.getKey();
            }
        }
        return Optional.ofNullable(found);
    }

    private static Optional<String> basicUser(String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
            return Optional.of(new String(decoded, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String beforeColon(String sent) {
        int colon = sent.indexOf(':');
        return (colon < 0 ? sent : sent.substring(0, colon)).strip();
    }
}
