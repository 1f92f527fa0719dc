package io.relance.segment.living;

import io.relance.contact.Contacts;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import io.relance.shop.DueBatches;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Looks again at whom time alone may have moved: 90 days without an order, a window that an order has left. */
@Component
@Order(25)
class DuePeople implements DueWork {

    private static final int BATCH = 500;
    /** Whom something keeps from being looked at, no sooner than then. */
    private static final Duration TRY_AGAIN = Duration.ofHours(1);

    private final PersonRows people;
    private final Judge judge;
    private final Moves moves;
    private final Contacts contacts;
    private final TransactionOperations transactions;

    DuePeople(PersonRows people, Judge judge, Moves moves, Contacts contacts, TransactionOperations transactions) {
        this.people = people;
        this.judge = judge;
        this.moves = moves;
        this.contacts = contacts;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "segments";
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofSeconds(1));
    }

    @Override
    public Optional<Instant> nextDue() {
        return people.nextDue();
    }

    @Override
    public void runDue(Instant now) {
        DueBatches.run(
                transactions,
                BATCH,
                most -> people.due(now, most),
                due -> look(due, now),
                each -> people.putOff(each.contact(), now.plus(TRY_AGAIN)));
    }

    private void look(List<PersonRows.Due> due, Instant now) {
        Map<ContactId, Boolean> imported =
                due.stream().collect(Collectors.toMap(PersonRows.Due::contact, PersonRows.Due::imported));
        Set<ContactId> there = contacts.lock(imported.keySet()).values().stream()
                .map(contact -> contact.id())
                .collect(Collectors.toSet());
        Set<ContactId> gone = new TreeSet<>(imported.keySet());
        gone.removeAll(there);
        people.remove(gone);
        there.retainAll(imported.keySet());
        moves.tell(judge.judge(there, now), now, contact -> !imported.get(contact));
    }
}
