package io.relance.pressure.hearing;

import io.relance.consent.Choices;
import io.relance.consent.Consent;
import io.relance.consent.Consent.State;
import io.relance.consent.ConsentTopic;
import io.relance.contact.Contact;
import io.relance.pressure.ledger.Said;
import io.relance.pressure.ledger.Silences.Kind;
import io.relance.pressure.policy.Person;
import io.relance.shared.Channel;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the policies look at, of many people at once: one read per kind of fact and batch of people. */
class Dossiers {

    private static final Consent UNKNOWN = new Consent(State.UNKNOWN, null, null);

    private final Sources sources;
    private final Function<Collection<ContactId>, Map<ContactId, Contact>> read;
    private final Set<ContactId> expected = new LinkedHashSet<>();
    private final Set<ContactId> known = new LinkedHashSet<>();
    private final Map<ContactId, Contact> people = new HashMap<>();
    private final Map<ContactId, Map<ConsentTopic, Consent>> words = new HashMap<>();
    private final Map<ContactId, Choices> choices = new HashMap<>();
    private final Map<ContactId, Map<Kind, Instant>> silences = new HashMap<>();
    private final Map<Channel, Map<String, String>> reasons = new EnumMap<>(Channel.class);
    private final Map<Channel, Set<String>> asked = new EnumMap<>(Channel.class);
    private final Map<ContactId, Boolean> idle = new HashMap<>();

    Dossiers(Sources sources, Function<Collection<ContactId>, Map<ContactId, Contact>> read) {
        this.sources = sources;
        this.read = read;
    }

    /** Says who is going to be asked about. */
    void expect(Collection<ContactId> contacts) {
        contacts.stream().filter(contact -> !known.contains(contact)).forEach(expected::add);
    }

    /** Everybody who was asked about so far, by the ids they were asked for. */
    Set<ContactId> known() {
        return known;
    }

    /** Knows this one, and whoever is expected besides. */
    void know(ContactId contact) {
        if (!known.contains(contact)) {
            expected.add(contact);
            add(read.apply(expected));
            known.addAll(expected);
            expected.clear();
        }
    }

    /** Takes people in, by the ids under which they are asked for. */
    void add(Map<ContactId, Contact> found) {
        people.putAll(found);
        List<ContactId> ids = found.values().stream().map(Contact::id).toList();
        if (!ids.isEmpty()) {
            words.putAll(sources.consents(ids));
            choices.putAll(sources.choices(ids));
            silences.putAll(sources.silences(ids));
        }
    }

    /** Everybody taken in, under the ids they have now. */
    Set<ContactId> everybody() {
        return people.values().stream().map(Contact::id).collect(Collectors.toSet());
    }

    /** Forgets a person, who must be taken in anew. */
    void forget(ContactId contact) {
        known.remove(contact);
        Contact person = people.remove(contact);
        if (person != null) {
            words.remove(person.id());
            choices.remove(person.id());
            silences.remove(person.id());
            idle.remove(person.id());
        }
    }

    /** Who has this id; null for nobody. */
    Contact contact(ContactId id) {
        return people.get(id);
    }

    /**
     * Somebody {@link #contact} knows, as the policies see them.
     *
     * @param coldSince who did nothing of their own since is cold; null where nobody asks
     */
    Person person(Contact contact, Channel channel, Instant coldSince, List<Said> said) {
        String address = address(contact, channel);
        return new Person(
                sources.place(contact),
                segments(contact),
                address,
                address == null ? null : suppression(channel, address),
                words.getOrDefault(contact.id(), Map.of()).getOrDefault(ConsentTopic.of(channel), UNKNOWN),
                choices.getOrDefault(contact.id(), Choices.NONE),
                silences.getOrDefault(contact.id(), Map.of()),
                coldSince != null && isIdle(contact.id(), coldSince),
                said);
    }

    /** The groups the shop says the person is in. */
    private static Set<String> segments(Contact contact) {
        return contact.traits().get("segments") instanceof Collection<?> all
                ? all.stream().map(String::valueOf).collect(Collectors.toSet())
                : Set.of();
    }

    private boolean isIdle(ContactId person, Instant since) {
        if (!idle.containsKey(person)) {
            Set<ContactId> unread = new HashSet<>(everybody());
            unread.add(person);
            unread.removeAll(idle.keySet());
            Set<ContactId> found = sources.idleSince(unread, since);
            unread.forEach(each -> idle.put(each, found.contains(each)));
        }
        return idle.get(person);
    }

    private String suppression(Channel channel, String address) {
        Set<String> looked = asked.computeIfAbsent(channel, each -> new HashSet<>());
        if (!looked.contains(address)) {
            Collection<String> unread = people.values().stream()
                    .map(contact -> address(contact, channel))
                    .filter(Objects::nonNull)
                    .filter(looked::add)
                    .toList();
            reasons.computeIfAbsent(channel, each -> new HashMap<>()).putAll(sources.suppressions(channel, unread));
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
