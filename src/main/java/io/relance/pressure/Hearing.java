package io.relance.pressure;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.pressure.PermitRows.Reservation;
import io.relance.shared.ContactId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Hears the many asks of one transaction. What the policies look at is read for everybody expected at the first ask;
 * the permits are reserved together by {@link #write}, before which they stand in memory only: a policy that counts
 * must count those too. Of one transaction and one thread.
 */
public class Hearing {

    private final Gate gate;
    private final PermitRows rows;
    private final Supplier<Paces> settings;
    private final Function<Collection<ContactId>, Map<ContactId, Contact>> people;
    private final Contacts contacts;
    private final Dossiers dossiers;
    private final Set<ContactId> expected = new LinkedHashSet<>();
    private final Set<ContactId> known = new LinkedHashSet<>();
    private final Deque<Long> ids = new ArrayDeque<>();
    private final Map<Long, Reservation> reserved = new LinkedHashMap<>();
    private final Set<ContactId> locked = new HashSet<>();
    private Paces paces;

    Hearing(
            Gate gate,
            PermitRows rows,
            Supplier<Paces> settings,
            Dossiers dossiers,
            Function<Collection<ContactId>, Map<ContactId, Contact>> people,
            Contacts contacts) {
        this.gate = gate;
        this.rows = rows;
        this.settings = settings;
        this.dossiers = dossiers;
        this.people = people;
        this.contacts = contacts;
    }

    /** Says who is going to be asked about. */
    public void expect(Collection<ContactId> contacts) {
        contacts.stream().filter(contact -> !known.contains(contact)).forEach(expected::add);
    }

    /** Forgets what it knows of a person: somebody changed it. */
    public void forget(ContactId contact) {
        known.remove(contact);
        dossiers.remove(contact);
    }

    /** Decides without reserving anything; for conditions and previews. A permit it answers has no id (0). */
    public Verdict consider(Ask ask) {
        return judge(ask, 0);
    }

    /** Decides; the slot of a permit is taken from now on, and reserved by {@link #write}. */
    public Verdict request(Ask ask) {
        lockFor(ask);
        Verdict verdict = judge(ask, 0);
        if (!(verdict instanceof Permit open)) {
            return verdict;
        }
        Permit permit = open.numbered(newId());
        reserved.put(permit.id(), new Reservation(permit, ask.step(), ask.at()));
        paces.take(permit, false);
        return permit;
    }

    /**
     * Decides again about slots that were given: used from now on where they may be. It never waits for others, and so
     * never stands in their way: {@link Busy} is who somebody else has locked.
     */
    List<Verdict> confirm(Map<Permit, Ask> permits) {
        Set<ContactId> free = free(permits.values());
        return permits.entrySet().stream()
                .map(each -> confirm(each.getKey().id(), each.getValue(), free))
                .toList();
    }

    private Verdict confirm(long permit, Ask ask, Set<ContactId> free) {
        Contact contact = dossiers.contact(ask.contact());
        if (contact != null && counts(ask) && !free.contains(contact.id())) {
            return new Busy();
        }
        Verdict verdict = judge(ask, permit);
        if (verdict instanceof Permit confirmed) {
            paces.take(confirmed, confirmed.heldFor() == null);
        }
        return verdict;
    }

    /** Whose slots are counted and can be locked without waiting; who has become another meanwhile is not among them. */
    private Set<ContactId> free(Collection<Ask> asks) {
        asks.forEach(ask -> know(ask.contact()));
        Set<ContactId> counted = asks.stream()
                .filter(this::counts)
                .map(ask -> dossiers.contact(ask.contact()))
                .filter(Objects::nonNull)
                .map(Contact::id)
                .collect(Collectors.toSet());
        if (counted.isEmpty()) {
            return counted;
        }
        Map<ContactId, Contact> now = contacts.findAll(contacts.lockFree(counted));
        return now.entrySet().stream()
                .filter(person -> person.getKey().equals(person.getValue().id()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Gives a slot back; whether it was one of this hearing, not yet written. */
    public boolean giveBack(Permit permit) {
        if (paces != null) {
            paces.giveBack(permit);
        }
        return reserved.remove(permit.id()) != null;
    }

    /** Reserves what was given, in the caller's transaction. */
    public void write() {
        if (!reserved.isEmpty()) {
            rows.reserve(reserved.values());
            reserved.clear();
        }
    }

    private Verdict judge(Ask ask, long permit) {
        know(ask.contact());
        Contact contact = dossiers.contact(ask.contact());
        if (contact == null) {
            return new Refusal("content_no_address", "We do not know this person any more.", null);
        }
        Candidate candidate = dossiers.candidate(ask, contact, paces.of(contact, ask, permit, dossiers::everybody));
        return gate.ask(candidate).verdict(candidate, permit);
    }

    private boolean counts(Ask ask) {
        return paces.counts(ask.channel(), ask.messageClass());
    }

    /**
     * Whoever is going to be asked about is locked before their slots are counted, as is whoever a journey works for;
     * who became another before that is read anew.
     */
    private void lockFor(Ask ask) {
        know(ask.contact());
        if (!counts(ask) || locked.containsAll(known)) {
            return;
        }
        Set<ContactId> open = new HashSet<>(known);
        open.removeAll(locked);
        Map<ContactId, Contact> changed = new HashMap<>(contacts.lock(open));
        locked.addAll(open);
        // What was given to those who were locked before stands in memory only.
        paces.forget(changed.values().stream().map(Contact::id).toList());
        changed.entrySet().removeIf(person -> {
            Contact before = dossiers.contact(person.getKey());
            return before != null && before.id().equals(person.getValue().id());
        });
        dossiers.add(changed);
    }

    private void know(ContactId contact) {
        if (known.contains(contact)) {
            return;
        }
        if (paces == null) {
            paces = settings.get();
        }
        expected.add(contact);
        dossiers.add(people.apply(expected));
        known.addAll(expected);
        expected.clear();
    }

    private long newId() {
        if (ids.isEmpty()) {
            ids.addAll(rows.newIds(Math.max(1, known.size() - reserved.size())));
        }
        return ids.remove();
    }
}
