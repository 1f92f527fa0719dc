package io.relance.pressure;

import io.relance.contact.Contact;
import io.relance.pressure.PermitRows.Reservation;
import io.relance.shared.ContactId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

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
    private final Dossiers dossiers;
    private final Set<ContactId> expected = new LinkedHashSet<>();
    private final Set<ContactId> known = new LinkedHashSet<>();
    private final Deque<Long> ids = new ArrayDeque<>();
    private final Map<Long, Reservation> reserved = new LinkedHashMap<>();
    private Paces paces;
    private Set<ContactId> everybody = Set.of();

    Hearing(
            Gate gate,
            PermitRows rows,
            Supplier<Paces> settings,
            Dossiers dossiers,
            Function<Collection<ContactId>, Map<ContactId, Contact>> people) {
        this.gate = gate;
        this.rows = rows;
        this.settings = settings;
        this.dossiers = dossiers;
        this.people = people;
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
        return judge(ask, 0, false);
    }

    /** Decides; the slot of a permit is taken from now on, and reserved by {@link #write}. */
    public Verdict request(Ask ask) {
        Verdict verdict = judge(ask, 0, true);
        if (!(verdict instanceof Permit open)) {
            return verdict;
        }
        Permit permit = open.numbered(newId());
        reserved.put(permit.id(), new Reservation(permit, ask.step(), ask.at()));
        paces.take(permit, false);
        return permit;
    }

    /** Decides again about a slot that was given: used from now on where it may be. */
    Verdict confirm(Ask ask, long permit) {
        Verdict verdict = judge(ask, permit, true);
        if (verdict instanceof Permit confirmed) {
            paces.take(confirmed, confirmed.heldFor() == null);
        }
        return verdict;
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

    private Verdict judge(Ask ask, long permit, boolean gives) {
        if (!known.contains(ask.contact())) {
            read(ask.contact());
        }
        Contact contact = dossiers.contact(ask.contact());
        if (contact == null) {
            return new Refusal("content_no_address", "We do not know this person any more.", null);
        }
        if (gives) {
            paces.give(ask.channel(), ask.messageClass(), everybody);
        }
        Candidate candidate = dossiers.candidate(ask, contact, paces.of(contact, ask, permit, everybody));
        return gate.ask(candidate).verdict(candidate, permit);
    }

    private void read(ContactId contact) {
        if (paces == null) {
            paces = settings.get();
        }
        expected.add(contact);
        dossiers.add(people.apply(expected));
        known.addAll(expected);
        expected.clear();
        everybody = dossiers.everybody();
    }

    private long newId() {
        if (ids.isEmpty()) {
            ids.addAll(rows.newIds(Math.max(1, known.size() - reserved.size())));
        }
        return ids.remove();
    }
}
