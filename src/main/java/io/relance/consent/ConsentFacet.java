package io.relance.consent;

import io.relance.contact.Facet;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The person's consents, for the API. */
@Component
@Order(10)
class ConsentFacet implements Facet {

    private final Consents consents;

    ConsentFacet(Consents consents) {
        this.consents = consents;
    }

    record Word(String state, String source, Instant at) {}

    @Override
    public String field() {
        return "consents";
    }

    @Override
    public Optional<Object> of(ContactId contact) {
        var words = new LinkedHashMap<String, Word>();
        consents.of(contact)
                .forEach((topic, word) -> words.put(
                        topic.code(),
                        new Word(word.state().name().toLowerCase(Locale.ROOT), word.source(), word.at())));
        return Optional.of(words);
    }
}
