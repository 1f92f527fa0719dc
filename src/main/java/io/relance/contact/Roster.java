package io.relance.contact;

import io.relance.shared.ContactId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Who the ids of one batch belong to, as the batch goes on; nobody else can change it meanwhile. */
class Roster {

    private final Identities identities;
    private final People people;
    private final Map<Key, ContactId> owners = new HashMap<>();
    private final Map<ContactId, Person> persons = new LinkedHashMap<>();
    private final Map<Key, Long> pointed = new LinkedHashMap<>();
    private final Deque<ContactId> freeIds = new ArrayDeque<>();
    private final int unknown;

    Roster(Identities identities, People people, Collection<Key> keys) {
        this.identities = identities;
        this.people = people;
        // Who is erased while they are waited for is nobody any more, and so are their ids.
        do {
            owners.clear();
            identities.findOrClaim(keys).forEach((key, id) -> owners.put(key, id == null ? null : new ContactId(id)));
            owners.values().removeIf(Objects::isNull);
        } while (!allAreThere());
        unknown = keys.size() - owners.size();
    }

    private boolean allAreThere() {
        var asked = people.lock(owners.values());
        if (!asked.keySet().containsAll(owners.values())) {
            return false;
        }
        take(asked);
        return true;
    }

    /** Reads everybody again: whoever was told of the batch so far may have changed them. */
    void reload() {
        take(people.lock(owners.values()));
    }

    private void take(Map<ContactId, Person> asked) {
        persons.clear();
        owners.replaceAll((key, id) -> asked.get(id).id());
        asked.values().forEach(person -> persons.put(person.id(), person));
    }

    /** The person with that id; null when nobody has it yet. */
    Person find(Key key) {
        return persons.get(owners.get(key));
    }

    /** Who is there so far. */
    Set<ContactId> everybody() {
        return persons.keySet();
    }

    /** The person as last read. */
    Person current(Person person) {
        return persons.get(person.id());
    }

    /** A person nobody knew, with this as the first id. */
    Person add(Key key) {
        if (freeIds.isEmpty()) {
            freeIds.addAll(people.newIds(unknown));
        }
        var person = Person.firstSeen(freeIds.remove(), key.kind() == Key.Kind.USER ? key.value() : null);
        persons.put(person.id(), person);
        point(key, person);
        return person;
    }

    /** From now on this id belongs to that person. */
    void point(Key key, Person person) {
        owners.put(key, person.id());
        pointed.put(key, person.id().value());
    }

    /** Lets the ids of {@code from} belong to {@code into}; the rows are moved by {@link People#merge}. */
    void merged(Person from, Person into) {
        owners.replaceAll((key, id) -> id.equals(from.id()) ? into.id() : id);
        persons.remove(from.id());
    }

    /** Writes what changed, and answers which of whose traits it was. */
    Map<ContactId, Set<String>> write() {
        Map<ContactId, Set<String>> changed = people.save(persons.values());
        if (!pointed.isEmpty()) {
            identities.point(pointed);
            pointed.clear();
        }
        return changed;
    }
}
