package io.relance.consent;

import io.relance.contact.Facet;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What the person chose to hear of, for the API. */
@Component
@Order(11)
class ChoicesFacet implements Facet {

    private final Preferences preferences;

    ChoicesFacet(Preferences preferences) {
        this.preferences = preferences;
    }

    record Word(List<String> topicsOff, Instant pausedUntil) {}

    @Override
    public String field() {
        return "preferences";
    }

    @Override
    public Optional<Object> of(ContactId contact) {
        Choices choices = preferences.of(contact);
        return choices.equals(Choices.NONE)
                ? Optional.empty()
                : Optional.of(new Word(choices.topicsOff().stream().sorted().toList(), choices.pausedUntil()));
    }
}
