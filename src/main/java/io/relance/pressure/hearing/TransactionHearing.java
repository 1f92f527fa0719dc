package io.relance.pressure.hearing;

import io.relance.contact.Contact;
import io.relance.contact.Contacts;
import io.relance.pressure.Ask;
import io.relance.pressure.Busy;
import io.relance.pressure.Hearing;
import io.relance.pressure.Permit;
import io.relance.pressure.Refusal;
import io.relance.pressure.Verdict;
import io.relance.pressure.Why;
import io.relance.pressure.ledger.Ledger;
import io.relance.pressure.ledger.Reservation;
import io.relance.pressure.policy.Candidate;
import io.relance.pressure.policy.Gate;
import io.relance.shared.ContactId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A hearing whose answers stand in memory until they are written: what counts must count those, too. */
class TransactionHearing implements Hearing {

    private final Gate gate;
    private final Ledger ledger;
    private final Dossiers dossiers;
    private final Cases cases;
    private final Contacts contacts;
    private final Deque<Long> ids = new ArrayDeque<>();
    private final Map<Long, Reservation> reserved = new LinkedHashMap<>();
    private final Set<ContactId> locked = new HashSet<>();

    TransactionHearing(Gate gate, Ledger ledger, Dossiers dossiers, Cases cases, Contacts contacts) {
        this.gate = gate;
        this.ledger = ledger;
        this.dossiers = dossiers;
        this.cases = cases;
        this.contacts = contacts;
    }

    @Override
    public void expect(Collection<ContactId> contacts) {
        dossiers.expect(contacts);
    }

    @Override
    public void forget(ContactId contact) {
        dossiers.forget(contact);
    }

    @Override
    public Verdict consider(Ask ask) {
        cases.know(ask.contact());
        Candidate candidate = cases.candidate(ask, 0, false);
        return candidate == null ? nobody() : verdict(ask, candidate, gate.ask(candidate), 0);
    }

    /** What every policy says, and the first moment at which all would allow it; null where nobody has the id. */
    Explained explain(Ask ask) {
        cases.know(ask.contact());
        Candidate candidate = cases.candidate(ask, 0, false);
        return candidate == null ? null : new Explained(gate.opinions(candidate), gate.ask(candidate));
    }

    /** What {@link #explain} answers. */
    record Explained(List<Gate.Opinion> opinions, Gate.Answer answer) {}

    @Override
    public Verdict request(Ask ask) {
        lockFor(ask);
        Candidate candidate = cases.candidate(ask, 0, true);
        if (candidate == null) {
            return nobody();
        }
        Verdict verdict = verdict(ask, candidate, spread(candidate), 0);
        if (!(verdict instanceof Permit open)) {
            return verdict;
        }
        Permit permit = open.numbered(newId());
        reserved.put(permit.id(), new Reservation(permit, ask.step(), ask.saying(), ask.at()));
        cases.slots().take(permit, ask.saying(), ask.step());
        return permit;
    }

    private Gate.Answer spread(Candidate candidate) {
        return Spread.over(gate, candidate, gate.ask(candidate));
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
        if (contact != null && cases.counts(ask) && !free.contains(contact.id())) {
            return new Busy();
        }
        Candidate candidate = cases.candidate(ask, permit, true);
        if (candidate == null) {
            return nobody();
        }
        Verdict verdict = verdict(ask, candidate, spread(candidate), permit);
        if (verdict instanceof Permit confirmed) {
            cases.slots().confirm(confirmed, confirmed.held() == null);
        }
        return verdict;
    }

    /** Whose slots are counted and can be locked without waiting; who has become another meanwhile is not among them. */
    private Set<ContactId> free(Collection<Ask> asks) {
        asks.forEach(ask -> cases.know(ask.contact()));
        Set<ContactId> counted = asks.stream()
                .filter(cases::counts)
                .map(ask -> dossiers.contact(ask.contact()))
                .filter(Objects::nonNull)
                .map(Contact::id)
                .collect(Collectors.toSet());
        if (counted.isEmpty()) {
            return counted;
        }
        return contacts.lockFreeThemselves(counted);
    }

    @Override
    public boolean giveBack(Permit permit) {
        cases.slots().giveBack(permit);
        return reserved.remove(permit.id()) != null;
    }

    @Override
    public void write() {
        if (!reserved.isEmpty()) {
            ledger.reserve(reserved.values());
            reserved.clear();
        }
    }

    /** The refusal, or a permit with this number. */
    private Verdict verdict(Ask ask, Candidate candidate, Gate.Answer answer, long number) {
        return answer.refusal() != null
                ? answer.refusal()
                : new Permit(
                        number,
                        dossiers.contact(ask.contact()).id(),
                        ask.channel(),
                        ask.messageClass(),
                        candidate.person().address(),
                        answer.from(),
                        answer.held(),
                        ask.waitAfter(),
                        candidate.person().place().zone());
    }

    private static Refusal nobody() {
        return new Refusal(
                Why.of(
                        "content_no_address",
                        "We do not know this person any more.",
                        "Nous ne connaissons plus cette personne."),
                null);
    }

    /**
     * Whoever is going to be asked about is locked before their slots are counted, as is whoever a journey works for;
     * who became another before that is read anew.
     */
    private void lockFor(Ask ask) {
        cases.know(ask.contact());
        if (!cases.counts(ask) || locked.contains(ask.contact())) {
            return;
        }
        Set<ContactId> open = new HashSet<>(dossiers.known());
        open.removeAll(locked);
        Map<ContactId, Contact> changed = new HashMap<>(contacts.lock(open));
        locked.addAll(open);
        // What was given to those who were locked before stands in memory only.
        cases.slots().forget(changed.values().stream().map(Contact::id).toList());
        changed.entrySet().removeIf(person -> {
            Contact before = dossiers.contact(person.getKey());
            return before != null && before.id().equals(person.getValue().id());
        });
        dossiers.add(changed);
    }

    private long newId() {
        if (ids.isEmpty()) {
            ids.addAll(ledger.newIds(Math.max(1, dossiers.known().size() - reserved.size())));
        }
        return ids.remove();
    }
}
