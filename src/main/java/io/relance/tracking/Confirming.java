package io.relance.tracking;

import io.relance.consent.Asking;
import io.relance.consent.Confirmations;
import io.relance.consent.Confirmations.Standing;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Confirms a consent that somebody asked for. */
@Component
class Confirming {

    private final Confirmations confirmations;
    private final Contacts contacts;
    private final Timeline timeline;
    private final Clock clock;

    Confirming(Confirmations confirmations, Contacts contacts, Timeline timeline, Clock clock) {
        this.confirmations = confirmations;
        this.contacts = contacts;
        this.timeline = timeline;
        this.clock = clock;
    }

    /**
     * Grants what may still be granted; the yes goes to the timeline with both proofs, the asking and the confirming.
     * Answers how the asking stood: {@code OPEN} is confirmed now. Committed when it returns.
     *
     * @param wording what the page said
     */
    @Transactional
    Standing confirm(Asking asked, String wording) {
        contacts.lock(List.of(asked.contact()));
        Asking asking = confirmations.find(asked.id()).orElseThrow();
        Standing standing = confirmations.standing(asking);
        if (standing == Standing.OPEN) {
            Instant now = clock.instant();
            Contact person = contacts.find(asking.contact()).orElseThrow();
            confirmations.confirmed(asking.id(), now, wording);
            timeline.record(List.of(
                    new NewActivity(person.id(), now, "Consent Given", properties(asking, wording), "tracking", true)));
        }
        return standing;
    }

    private static Map<String, Object> properties(Asking asking, String wording) {
        Map<String, Object> asked = new HashMap<>();
        asked.put("at", asking.grounds().at().toString());
        asked.put("source", asking.grounds().source());
        asked.put("wording", asking.grounds().wording());
        asked.put("proof", asking.grounds().proof());
        Map<String, Object> properties = new HashMap<>();
        properties.put("channel", asking.topic().code());
        properties.put("source", Confirmations.SOURCE);
        properties.put("wording", wording);
        properties.put("message", asking.message());
        properties.put("asked", asked);
        return properties;
    }
}
