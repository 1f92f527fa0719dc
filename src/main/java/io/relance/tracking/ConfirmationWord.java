package io.relance.tracking;

import io.relance.consent.Asking;
import io.relance.consent.Confirmations;
import io.relance.consent.Confirmations.Standing;
import io.relance.message.Links;
import io.relance.message.Message;
import io.relance.message.TemplateFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What a message that asks for a confirmation says: {@code confirmation.url} and {@code confirmation.until}. Nothing
 * once the asking is over, so that a message which was not handed over yet stays here.
 */
@Component
class ConfirmationWord implements TemplateFacts {

    private final Confirmations confirmations;
    private final Links links;

    ConfirmationWord(Confirmations confirmations, Links links) {
        this.confirmations = confirmations;
        this.links = links;
    }

    @Override
    public String word() {
        return "confirmation";
    }

    @Override
    public Map<String, Object> of(Message message) {
        return ofAll(List.of(message)).getOrDefault(message.id(), Map.of());
    }

    @Override
    public Map<Long, Map<String, Object>> ofAll(List<Message> messages) {
        Map<Long, Map<String, Object>> words = new HashMap<>();
        Map<Long, Asking> askings =
                confirmations.ofMessages(messages.stream().map(Message::id).toList());
        askings.forEach((message, asking) -> {
            if (confirmations.standing(asking) == Standing.OPEN) {
                words.put(message, Map.of("url", links.confirmation(asking.id()), "until", asking.expiresAt()));
            }
        });
        return words;
    }
}
