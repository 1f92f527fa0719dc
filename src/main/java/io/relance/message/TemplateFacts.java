package io.relance.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: a map that a room above adds to what templates can read ({@code coupon}, {@code trigger}, {@code points}). */
public interface TemplateFacts {

    /**
     * The word in templates, {@code coupon}, or a part that it adds to another, {@code contact.inSegment}: the values are
     * then what is added, by name.
     */
    String word();

    /** What is wrong with a template that asks for that part of it, in a sentence; empty when nothing is. */
    default Optional<String> problem(String part) {
        return Optional.empty();
    }

    /** The values for a message (maps, lists, text, numbers, dates only); empty when there is nothing to say. */
    Map<String, Object> of(Message message);

    /** The same for many, by the message's id; one without anything may be missing. */
    default Map<Long, Map<String, Object>> ofAll(List<Message> messages) {
        Map<Long, Map<String, Object>> all = new HashMap<>();
        messages.forEach(message -> all.put(message.id(), of(message)));
        return all;
    }
}
