package io.relance.message.history;

import io.relance.contact.Facet;
import io.relance.message.Message;
import io.relance.shared.ContactId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The messages of a contact, newest first, for the read API. */
@Component
class MessageFacet implements Facet {

    private static final int LIMIT = 200;

    private final MessageTable table;
    private final SegmentCounts segmentsOf;

    MessageFacet(MessageTable table, SegmentCounts segmentsOf) {
        this.table = table;
        this.segmentsOf = segmentsOf;
    }

    @Override
    public String field() {
        return "messages";
    }

    @Override
    public Optional<Object> of(ContactId contact) {
        Map<Long, Integer> segments = segmentsOf.of(contact, LIMIT);
        return Optional.of(table.newest(contact, LIMIT).stream()
                .map(message -> json(message, segments.get(message.id())))
                .toList());
    }

    private static Map<String, Object> json(Message message, Integer segments) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", message.id());
        json.put("journey", message.step() == null ? null : message.step().journey());
        json.put("step", message.step() == null ? null : message.step().step());
        json.put("channel", message.channel().code());
        json.put("template", message.template());
        json.put("variant", null);
        json.put("state", message.state().code());
        json.put("reason", message.reason());
        json.put("queuedAt", message.queuedAt());
        json.put("sentAt", message.sentAt());
        if (segments != null) {
            json.put("segments", segments);
        }
        return json;
    }
}
