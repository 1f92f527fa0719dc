package io.relance.pressure;

import io.relance.consent.Consent;
import io.relance.consent.Consent.State;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.consent.Suppressions;
import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Gathers what the policies look at, for many asks at once: one read per kind of fact. */
@Component
class Candidates {

    private static final Consent UNKNOWN = new Consent(State.UNKNOWN, null, null);

    private final Contacts contacts;
    private final Consents consents;
    private final Suppressions suppressions;

    Candidates(Contacts contacts, Consents consents, Suppressions suppressions) {
        this.contacts = contacts;
        this.consents = consents;
        this.suppressions = suppressions;
    }

    /** In the order of the asks; null where the contact does not exist. */
    List<Candidate> of(List<Ask> asks) {
        var people = contacts.findAll(asks.stream().map(Ask::contact).toList());
        var words = consents.ofAll(people.values().stream().map(Contact::id).toList());
        var suppressed = suppressed(asks, people);
        var candidates = new ArrayList<Candidate>(asks.size());
        for (Ask ask : asks) {
            Contact contact = people.get(ask.contact());
            candidates.add(contact == null ? null : candidate(ask, contact, words.get(contact.id()), suppressed));
        }
        return candidates;
    }

    private Candidate candidate(
            Ask ask, Contact contact, Map<ConsentTopic, Consent> words, Map<Channel, Map<String, String>> suppressed) {
        String address = address(contact, ask.channel());
        Consent consent = words == null ? UNKNOWN : words.getOrDefault(ConsentTopic.of(ask.channel()), UNKNOWN);
        String suppression =
                address == null ? null : suppressed.get(ask.channel()).get(address);
        return new Candidate(contact, ask.channel(), ask.messageClass(), address, consent, suppression, ask.at());
    }

    private Map<Channel, Map<String, String>> suppressed(Collection<Ask> asks, Map<ContactId, Contact> people) {
        var addresses = new EnumMap<Channel, Set<String>>(Channel.class);
        for (Ask ask : asks) {
            Contact contact = people.get(ask.contact());
            String address = contact == null ? null : address(contact, ask.channel());
            if (address != null) {
                addresses
                        .computeIfAbsent(ask.channel(), each -> new HashSet<>())
                        .add(address);
            }
        }
        var found = new EnumMap<Channel, Map<String, String>>(Channel.class);
        addresses.forEach((channel, each) -> found.put(channel, suppressions.reasons(channel, each)));
        return found;
    }

    private static String address(Contact contact, Channel channel) {
        return switch (channel) {
            case EMAIL -> contact.email();
            case SMS, PHONE -> contact.phone();
            case PUSH -> null;
        };
    }
}
