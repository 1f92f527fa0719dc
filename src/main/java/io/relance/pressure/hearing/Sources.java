package io.relance.pressure.hearing;

import io.relance.consent.Choices;
import io.relance.consent.Consent;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.consent.Preferences;
import io.relance.consent.Suppressions;
import io.relance.contact.Contact;
import io.relance.contact.Timeline;
import io.relance.pressure.hours.Place;
import io.relance.pressure.ledger.Silences;
import io.relance.pressure.ledger.Silences.Kind;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Where the facts that policies look at are read: each for many people at once. */
@Component
class Sources {

    private final Consents consents;
    private final Preferences preferences;
    private final Suppressions suppressions;
    private final Silences silences;
    private final Timeline timeline;
    private final Home home;

    Sources(
            Consents consents,
            Preferences preferences,
            Suppressions suppressions,
            Silences silences,
            Timeline timeline,
            Home home) {
        this.consents = consents;
        this.preferences = preferences;
        this.suppressions = suppressions;
        this.silences = silences;
        this.timeline = timeline;
        this.home = home;
    }

    Map<ContactId, Map<ConsentTopic, Consent>> consents(Collection<ContactId> people) {
        return consents.ofAll(people);
    }

    Map<ContactId, Choices> choices(Collection<ContactId> people) {
        return preferences.ofAll(people);
    }

    Map<ContactId, Map<Kind, Instant>> silences(Collection<ContactId> people) {
        return silences.of(people);
    }

    Map<String, String> suppressions(Channel channel, Collection<String> addresses) {
        return suppressions.reasons(channel, addresses);
    }

    /** Those who did nothing of their own since. */
    Set<ContactId> idleSince(Collection<ContactId> people, Instant since) {
        return timeline.idleSince(people, since);
    }

    Place place(Contact contact) {
        return Place.of(contact, home.contact().country(), home.shop().timezone());
    }
}
