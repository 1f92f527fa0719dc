package io.relance.tracking;

import io.relance.consent.Consent;
import io.relance.consent.Consent.State;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.message.MeasuringConsent;
import io.relance.shared.ContactId;
import io.relance.tracking.TrackingSettings.Clicks;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What readers allow to be measured, by the ledger and the settings: asked when mails are made, and at each fetch. */
@Component
class ReaderConsents implements MeasuringConsent {

    private final Consents consents;
    private final TrackingSettings settings;

    ReaderConsents(Consents consents, TrackingSettings settings) {
        this.consents = consents;
        this.settings = settings;
    }

    @Override
    public Map<ContactId, Allowed> of(Collection<ContactId> readers) {
        Map<ContactId, Map<ConsentTopic, Consent>> said = consents.ofAll(readers);
        Map<ContactId, Allowed> allowed = new HashMap<>();
        readers.forEach(reader -> allowed.put(reader, allowed(said.getOrDefault(reader, Map.of()))));
        return allowed;
    }

    /** What one reader allows now, merged away or not; a withdrawal counts for what was sent before it, too. */
    Allowed of(ContactId reader) {
        return allowed(consents.of(reader));
    }

    private Allowed allowed(Map<ConsentTopic, Consent> said) {
        State clicks = state(said, ConsentTopic.TRACKING_CLICKS);
        boolean objected = clicks == State.DENIED || clicks == State.WITHDRAWN;
        return new Allowed(
                state(said, ConsentTopic.TRACKING_OPENS) == State.GRANTED,
                clicks == State.GRANTED || settings.clicks() == Clicks.UNLESS_OBJECTED && !objected);
    }

    private static State state(Map<ConsentTopic, Consent> said, ConsentTopic topic) {
        Consent consent = said.get(topic);
        return consent == null ? State.UNKNOWN : consent.state();
    }
}
