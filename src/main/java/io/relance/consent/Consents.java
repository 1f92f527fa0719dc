package io.relance.consent;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The consent ledger: append-only; the most recent explicit act wins. */
@Component
public class Consents {

    /** The present state of one topic; {@code UNKNOWN} when nothing was ever said. */
    public Consent of(ContactId contact, ConsentTopic topic) {
        throw new UnsupportedOperationException();
    }

    /** The present state of every topic something was said about. */
    public Map<ConsentTopic, Consent> of(ContactId contact) {
        throw new UnsupportedOperationException();
    }

    /** Withdraws a consent, by an act whose proof is kept (a signed link's id, a message's text). */
    public void withdraw(ContactId contact, ConsentTopic topic, Instant at, String source, String proof) {
        throw new UnsupportedOperationException();
    }
}
