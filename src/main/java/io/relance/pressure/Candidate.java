package io.relance.pressure;

import io.relance.consent.Consent;
import io.relance.contact.Contact;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.Instant;

/**
 * Everything a policy may look at.
 *
 * @param address where it would go; null when the person has none for that channel
 * @param suppression why the address is suppressed; null when it is not
 * @param at the moment at which we would speak
 */
record Candidate(
        Contact contact,
        Channel channel,
        MessageClass messageClass,
        String address,
        Consent consent,
        String suppression,
        Pace pace,
        Instant at) {

    Candidate movedTo(Instant moment) {
        return new Candidate(contact, channel, messageClass, address, consent, suppression, pace, moment);
    }
}
