package io.relance.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.ingest.inbox.Received;
import io.relance.ingest.inbox.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads what a record of Kafka holds: the same JSON as a request to the intake, a batch or one event. */
@Component
class KafkaRecords {

    private static final Logger log = LoggerFactory.getLogger(KafkaRecords.class);

    private final EventReader reader;
    private final String source;
    private final Clock clock;

    KafkaRecords(EventReader reader, KafkaSettings settings, Clock clock) {
        this.reader = reader;
        this.source = settings.source();
        this.clock = clock;
    }

    /** The events of a record; one that cannot be read is set aside whole and harms no other. */
    List<Received> read(ConsumerRecord<?, byte[]> record) {
        byte[] value = Optional.ofNullable(record.value()).orElse(new byte[0]);
        try {
            Body body = Body.of(value);
            return body.problem() == null ? events(record, body.json()) : setAside(record, value, body.problem());
        } catch (IOException | RuntimeException e) {
            log.warn("{} cannot be read and is set aside", place(record), e);
            return setAside(record, value, "it could not be read: " + e);
        }
    }

    private List<Received> events(ConsumerRecord<?, byte[]> record, JsonNode root) {
        JsonNode items = root.path("batch");
        if (!items.isArray()) {
            return List.of(event(record, Envelope.none(), root, 0));
        }
        Envelope envelope = Envelope.of(root);
        if (envelope.isTooMuchFor(items.size())) {
            throw new IllegalArgumentException("its context, kept with each of its events, is over 4 MB");
        }
        List<Received> received = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            received.add(event(record, envelope, items.path(i), i));
        }
        return received;
    }

    private Received event(ConsumerRecord<?, byte[]> record, Envelope envelope, JsonNode item, int place) {
        // Delivered again it must have the same name, or it would count twice.
        if (item instanceof ObjectNode object && Draft.of(item, null).field("messageId") == null) {
            object.put("messageId", name(record, place));
        }
        return reader.read(source, envelope, item, null, handedIn(record));
    }

    /** With its time: a topic that is deleted and made anew counts its records from the beginning. */
    private static String name(ConsumerRecord<?, byte[]> record, int place) {
        return place(record) + "@" + record.timestamp() + "#" + place;
    }

    private static String place(ConsumerRecord<?, byte[]> record) {
        return record.topic() + "-" + record.partition() + "-" + record.offset();
    }

    /** An event must not look older for having waited in the queue, nor younger than it is. */
    private Instant handedIn(ConsumerRecord<?, byte[]> record) {
        Instant now = clock.instant();
        Instant at = record.timestamp() > 0 ? Instant.ofEpochMilli(record.timestamp()) : now;
        return at.isAfter(now) ? now : at;
    }

    private List<Received> setAside(ConsumerRecord<?, byte[]> record, byte[] value, String why) {
        String detail = "record " + place(record) + ": " + why;
        return List.of(new Rejection(
                clock.instant(), source, "unreadable", detail, new String(value, StandardCharsets.UTF_8)));
    }
}
