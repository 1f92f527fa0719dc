package io.relance.journey;

import io.relance.message.Message;
import io.relance.message.TemplateFacts;
import io.relance.segment.Segments;
import io.relance.shared.ContactId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** {@code contact.inSegment.vip} in templates: every segment there is, and whether the reader is in it. */
@Component
class SegmentWord implements TemplateFacts {

    static final String WORD = "contact.inSegment";

    private final Segments segments;

    SegmentWord(Segments segments) {
        this.segments = segments;
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public Optional<String> problem(String part) {
        return segments.problem(part);
    }

    @Override
    public Map<String, Object> of(Message message) {
        return ofAll(List.of(message)).get(message.id());
    }

    @Override
    public Map<Long, Map<String, Object>> ofAll(List<Message> messages) {
        Map<ContactId, Set<String>> in =
                segments.of(messages.stream().map(Message::contact).distinct().toList());
        Map<Long, Map<String, Object>> words = new HashMap<>();
        for (Message message : messages) {
            Set<String> its = in.getOrDefault(message.contact(), Set.of());
            Map<String, Object> word = new HashMap<>();
            segments.names().forEach(name -> word.put(name, its.contains(name)));
            words.put(message.id(), Map.of("inSegment", word));
        }
        return words;
    }
}
