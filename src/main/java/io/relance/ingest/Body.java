package io.relance.ingest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

/**
 * The body of a request: JSON whatever its Content-Type says, or the reason why it is none.
 *
 * @param json what it holds; null when it cannot be read
 * @param problem what is wrong with it and what is accepted; null when it can be read
 */
record Body(JsonNode json, String problem) {

    /** Bytes, before and after inflating. */
    private static final int LIMIT = 500 * 1024;

    /** A body of the largest size at 50 KB a second; who sends more slowly would hold a thread for as long as they like. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Prices keep the digits they were sent with. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * Waits until the whole body is here, never for more than the limit of it, nor for long; what it gives reads it.
     * Clients name all sorts of types, form data among them.
     */
    static Supplier<Body> arriving(HttpServletRequest request) {
        if (request.getContentLengthLong() > LIMIT) {
            return Body::tooLarge;
        }
        String encoding =
                Optional.ofNullable(request.getHeader("Content-Encoding")).orElse("");
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> arriving(request, bytes -> new ByteArrayInputStream(bytes));
            case "gzip", "x-gzip" -> arriving(request, bytes -> new GZIPInputStream(new ByteArrayInputStream(bytes)));
            default -> () -> unreadable("its Content-Encoding is unknown; accepted: gzip, or none");
        };
    }

    private interface Encoding {
        InputStream decoded(byte[] bytes) throws IOException;
    }

    private static Supplier<Body> arriving(HttpServletRequest request, Encoding encoding) {
        try {
            byte[] bytes = new Capped(request.getInputStream(), LIMIT, PATIENCE).readAllBytes();
            return () -> read(bytes, encoding);
        } catch (Capped.Exceeded e) {
            return Body::tooLarge;
        } catch (IOException e) {
            return () -> brokenOff(e);
        }
    }

    private static Body read(byte[] bytes, Encoding encoding) {
        try {
            return of(encoding.decoded(bytes).readNBytes(LIMIT + 1));
        } catch (IOException e) {
            return brokenOff(e);
        }
    }

    private static Body brokenOff(IOException e) {
        return unreadable("it broke off or is not gzip (" + e.getMessage() + "); accepted: JSON, plain or gzip");
    }

    /** Reads what lies there already. */
    static Body of(byte[] bytes) throws IOException {
        if (bytes.length > LIMIT) {
            return tooLarge();
        }
        try {
            JsonNode root = JSON.readTree(bytes);
            return root.isMissingNode() ? unreadable("it is empty; accepted: one JSON object") : new Body(root, null);
        } catch (JacksonException e) {
            return unreadable("it is not JSON (" + e.getOriginalMessage() + "); accepted: one JSON object");
        }
    }

    private static Body tooLarge() {
        return unreadable("it is over 500 KB; accepted: up to 512000 bytes, after inflating");
    }

    private static Body unreadable(String why) {
        return new Body(null, "the body cannot be taken: " + why);
    }
}
