package io.relance.contact;

import io.relance.shared.ContactId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A contact's row while a batch works on it; the transaction holds its lock. */
class Person {

    private final ContactId id;
    private final Map<String, Object> traits;
    private String userId;
    private final Set<String> described = new HashSet<>();
    private boolean changed;

    private Person(ContactId id, String userId, Map<String, Object> traits, boolean changed) {
        this.id = id;
        this.userId = userId;
        this.traits = new LinkedHashMap<>(traits);
        this.changed = changed;
    }

    static Person known(ContactId id, String userId, Map<String, Object> traits) {
        return new Person(id, userId, traits, false);
    }

    static Person firstSeen(ContactId id, String userId) {
        return new Person(id, userId, Map.of(), true);
    }

    ContactId id() {
        return id;
    }

    String userId() {
        return userId;
    }

    Map<String, Object> traits() {
        return traits;
    }

    boolean isVisitor() {
        return userId == null;
    }

    boolean isChanged() {
        return changed;
    }

    void turnsOutToBe(String user) {
        userId = user;
        changed = true;
    }

    /** Takes these traits over; null removes one. */
    void tell(Map<String, Object> news) {
        news.forEach((name, value) -> {
            Object before = value == null ? traits.remove(name) : traits.put(name, value);
            if (value == null ? before != null : !value.equals(before)) {
                described.add(name);
                changed = true;
            }
        });
    }

    /** Takes over what the other knows and this one does not. */
    void fillGapsFrom(Person other) {
        Map<String, Object> theirs = new LinkedHashMap<>(other.traits);
        Kept.hide(theirs);
        theirs.forEach((name, value) -> {
            if (traits.putIfAbsent(name, value) == null) {
                described.add(name);
                changed = true;
            }
        });
    }

    /** The names of the traits that changed since it was last written. */
    Set<String> described() {
        return Set.copyOf(described);
    }

    void written() {
        described.clear();
        changed = false;
    }
}
