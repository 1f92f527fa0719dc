package io.relance.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/** When an event happened, by a client's clock that may be wrong. */
final class ClientTime {

    /** Nobody's shop has events from before. */
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private static final Instant FIRST_YEAR = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST_YEAR = Instant.parse("9999-01-01T00:00:00Z");

    private static final Duration AHEAD = Duration.ofHours(24);

    /** ISO 8601 as clients write it: with or without time, zone and the colon in it. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    private ClientTime() {}

    /**
     * The moment of an event: what the client says, put right by how far its clock was off when it sent; empty when it
     * makes no sense. One that lies in the future by more than a day counts as now.
     *
     * @param sentAt the client's clock at sending; a missing node when it does not say
     */
    static Optional<Instant> of(JsonNode event, JsonNode sentAt, Instant receivedAt) {
        JsonNode original =
                event.hasNonNull("originalTimestamp") ? event.path("originalTimestamp") : event.path("timestamp");
        if (original.isMissingNode() || original.isNull()) {
            return Optional.of(receivedAt);
        }
        return read(original)
                .map(said -> read(sentAt)
                        .map(sent -> receivedAt.minus(Duration.between(said, sent)))
                        .orElse(said))
                .map(at -> at.isAfter(receivedAt.plus(AHEAD)) ? receivedAt : at)
                .filter(at -> !at.isBefore(EARLIEST));
    }

    private static Optional<Instant> read(JsonNode value) {
        try {
            if (value.isIntegralNumber() && value.canConvertToLong()) {
                return Optional.of(Instant.ofEpochMilli(value.longValue())).filter(ClientTime::isOfThisAge);
            }
            return value.isTextual()
                    ? Optional.of(instant(value.textValue().strip())).filter(ClientTime::isOfThisAge)
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Years with more than four digits are nobody's; adding them up could overflow. */
    private static boolean isOfThisAge(Instant instant) {
        return instant.isAfter(FIRST_YEAR) && instant.isBefore(LAST_YEAR);
    }

    private static Instant instant(String text) {
        TemporalAccessor parsed = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (parsed instanceof OffsetDateTime moment) {
            return moment.toInstant();
        }
        return parsed instanceof LocalDateTime local
                ? local.toInstant(ZoneOffset.UTC)
                : ((LocalDate) parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
