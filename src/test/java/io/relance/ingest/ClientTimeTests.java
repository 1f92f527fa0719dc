package io.relance.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTimeTests {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00Z,2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00.123Z,2026-03-01T10:00:00.123Z",
        "2026-03-01T10:00:00.123456789+01:00,2026-03-01T09:00:00.123456789Z",
        "2026-03-01T10:00:00+0100,2026-03-01T09:00:00Z",
        "2026-03-01 10:00:00,2026-03-01T10:00:00Z",
        "2026-03-01T10:00,2026-03-01T10:00:00Z",
        "2026-03-01,2026-03-01T00:00:00Z",
        "1999-12-31T23:59:59Z,1999-12-31T23:59:59Z"
    })
    void readsIso8601AsClientsWriteIt(String said, Instant at) {
        assertThat(ClientTime.of(said(said), MissingNode.getInstance(), NOW)).hasValue(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "", "2026-13-01", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "+999999999-12-31"
            })
    void findsNoSense(String said) {
        assertThat(ClientTime.of(said(said), MissingNode.getInstance(), NOW)).isEmpty();
    }

    @Test
    void readsMilliseconds() {
        ObjectNode event =
                JSON.objectNode().put("timestamp", NOW.minusSeconds(5).toEpochMilli());
        assertThat(ClientTime.of(event, MissingNode.getInstance(), NOW)).hasValue(NOW.minusSeconds(5));
    }

    @Test
    void takesTheMomentOfReceiptWhereNothingIsSaid() {
        assertThat(ClientTime.of(JSON.objectNode(), JSON.textNode("2020-01-01T00:00:00Z"), NOW))
                .hasValue(NOW);
        assertThat(ClientTime.of(JSON.objectNode().putNull("timestamp"), MissingNode.getInstance(), NOW))
                .hasValue(NOW);
    }

    @Test
    void putsAWrongClockRight() {
        var sentAt = JSON.textNode("2031-07-01T12:00:30Z");
        assertThat(ClientTime.of(said("2031-07-01T12:00:00Z"), sentAt, NOW)).hasValue(NOW.minusSeconds(30));
        ObjectNode both = said("2026-03-02T08:00:00Z").put("originalTimestamp", "2031-07-01T12:00:20Z");
        assertThat(ClientTime.of(both, sentAt, NOW)).hasValue(NOW.minusSeconds(10));
        assertThat(ClientTime.of(said("2026-03-02T08:00:00Z"), JSON.textNode("broken"), NOW))
                .hasValue(Instant.parse("2026-03-02T08:00:00Z"));
    }

    @Test
    void doesNotBelieveInTheDayAfterTomorrow() {
        assertThat(ClientTime.of(said("2026-03-03T09:00:00Z"), MissingNode.getInstance(), NOW))
                .hasValue(Instant.parse("2026-03-03T09:00:00Z"));
        assertThat(ClientTime.of(said("2026-03-03T09:00:01Z"), MissingNode.getInstance(), NOW))
                .hasValue(NOW);
        assertThat(ClientTime.of(said("9998-01-01T00:00:00Z"), JSON.textNode("0002-01-01T00:00:00Z"), NOW))
                .hasValue(NOW);
    }

    private static ObjectNode said(String timestamp) {
        return JSON.objectNode().put("timestamp", timestamp);
    }
}
