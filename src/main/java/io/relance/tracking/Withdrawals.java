package io.relance.tracking;

import io.relance.consent.Consent;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.contact.Contacts;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Consents taken back by a link or a reply: once, however often it is said. */
@Component
class Withdrawals {

    private final Contacts contacts;
    private final Consents consents;

    Withdrawals(Contacts contacts, Consents consents) {
        this.contacts = contacts;
        this.consents = consents;
    }

    /** Withdraws the consent in the caller's transaction; false when it was withdrawn already. */
    boolean withdraw(ContactId contact, ConsentTopic topic, Instant at, String source, String proof) {
        contacts.lock(List.of(contact));
        if (consents.of(contact, topic).state() == Consent.State.WITHDRAWN) {
            return false;
        }
        consents.withdraw(contact, topic, at, source, proof);
        return true;
    }
}
