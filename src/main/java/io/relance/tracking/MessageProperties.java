package io.relance.tracking;

import io.relance.message.Message;
import java.util.HashMap;
import java.util.Map;

/** What an activity about a message says of it. */
final class MessageProperties {

    private MessageProperties() {}

    static Map<String, Object> of(Message message) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("message", message.id());
        properties.put("template", message.template());
        if (message.step() != null) {
            properties.put("journey", message.step().journey());
            properties.put("step", message.step().step());
        }
        return properties;
    }
}
