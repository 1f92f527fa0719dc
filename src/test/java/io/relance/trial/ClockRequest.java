package io.relance.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.temporal.TemporalAmount;

/** What a POST to the clock asks for; exactly one of the two is there. */
record ClockRequest(TemporalAmount advance, Instant to) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCEPTED = "it accepts {\"advance\":\"PT24H\"} with an ISO 8601 duration (PT1H, P10D,"
            + " P2W) or {\"to\":\"2026-12-24T09:00:00Z\"} with an ISO 8601 moment";

    /** Reads the body; anything else is refused with what is accepted. */
    static ClockRequest of(String body) {
        JsonNode fields = read(body);
        JsonNode advance = fields.path("advance");
        JsonNode to = fields.path("to");
        if (fields.size() != 1 || !(advance.isTextual() || to.isTextual())) {
            throw refused("The clock did not understand the request");
        }
        return advance.isTextual()
                ? new ClockRequest(amount(advance.textValue()), null)
                : new ClockRequest(null, moment(to.textValue()));
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw refused("The body is not JSON");
        }
    }

    private static TemporalAmount amount(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException notInDaysAndHours) {
            return period(text);
        }
    }

    private static TemporalAmount period(String text) {
        try {
            return Period.parse(text);
        } catch (DateTimeException e) {
            throw refused("'%s' is not a duration".formatted(text));
        }
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw refused("'%s' is not a moment".formatted(text));
        }
    }

    private static MoveRefused refused(String what) {
        return new MoveRefused(what + "; " + ACCEPTED);
    }
}
