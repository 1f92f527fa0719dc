package io.relance.pressure;

import io.relance.consent.Consent;
import io.relance.consent.Consent.State;
import io.relance.consent.ConsentTopic;
import io.relance.consent.Consents;
import io.relance.consent.Suppressions;
import io.relance.contact.Contact;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What the policies look at, of many people at once: one read per kind of fact and batch of people. */
class Dossiers {

    private static final Consent UNKNOWN = new Consent(State.UNKNOWN, null, null);

    private final Consents consents;
    private final Suppressions suppressions;
    private final Map<ContactId, Contact> people = new HashMap<>();
    private final Map<ContactId, Map<ConsentTopic, Consent>> words = new HashMap<>();
    private final Map<Channel, Map<String, String>> reasons = new EnumMap<>(Channel.class);
    private final Map<Channel, Set<String>> asked = new EnumMap<>(Channel.class);

    Dossiers(Consents consents, Suppressions suppressions) {
        this.consents = consents;
        this.suppressions = suppressions;
    }

    /** Takes people in, by the ids under which they are asked for. */
    void add(Map<ContactId, Contact> found) {
        people.putAll(found);
        words.putAll(consents.ofAll(found.values().stream().map(Contact::id).toList()));
    }

    /** Everybody taken in, under the ids they have now. */
    Set<ContactId> everybody() {
        return people.values().stream().map(Contact::id).collect(Collectors.toSet());
    }

    /** Forgets a person, who must be taken in anew. */
    void remove(ContactId contact) {
        people.remove(contact);
    }

    /** Who has this id; null for nobody. */
    Contact contact(ContactId id) {
        return people.get(id);
    }

    /** Somebody {@link #contact} knows, as the policies see them. */
    Candidate candidate(Ask ask, Contact contact, Pace pace) {
        String address = address(contact, ask.channel());
        Consent consent =
                words.getOrDefault(contact.id(), Map.of()).getOrDefault(ConsentTopic.of(ask.channel()), UNKNOWN);
        return new Candidate(
                contact,
                ask.channel(),
                ask.messageClass(),
                address,
                consent,
                address == null ? null : suppression(ask.channel(), address),
                pace,
                ask.at());
    }

    private String suppression(Channel channel, String address) {
        Set<String> known = asked.computeIfAbsent(channel, each -> new HashSet<>());
        if (!known.contains(address)) {
            Collection<String> unread = people.values().stream()
                    .map(contact -> address(contact, channel))
                    .filter(Objects::nonNull)
                    .filter(known::add)
                    .toList();
            reasons.computeIfAbsent(channel, each -> new HashMap<>()).putAll(suppressions.reasons(channel, unread));
        }
        return reasons.get(channel).get(address);
    }

    private static String address(Contact contact, Channel channel) {
        return switch (channel) {
            case EMAIL -> contact.email();
            case SMS, PHONE -> contact.phone();
            case PUSH -> null;
        };
    }
}
