package io.relance.message.history;

import io.relance.contact.Facet;
import io.relance.message.Message;
import io.relance.shared.ContactId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The messages of a contact, newest first, for the read API. */
@Component
class MessageFacet implements Facet {

    private static final int LIMIT = 200;

    private final MessageTable table;

    MessageFacet(MessageTable table) {
        this.table = table;
    }

    @Override
    public String field() {
        return "messages";
    }

    @Override
    public Optional<Object> of(ContactId contact) {
        List<Map<String, Object>> messages =
                table.newest(contact, LIMIT).stream().map(MessageFacet::json).toList();
        return Optional.of(messages);
    }

    private static Map<String, Object> json(Message message) {
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
        return json;
    }
}
