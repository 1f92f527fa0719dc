package io.relance.contact.rights;

import io.relance.contact.PersonalData;
import io.relance.contact.PersonalData.Held;
import io.relance.contact.Subject;
import io.relance.contact.rights.OpenRequests.Erasure;
import io.relance.shared.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases a person, in one transaction and under the person's lock: nobody sees half of it, and a crash leaves the
 * request as it was. A while later it looks again for what was under way meanwhile (a hand-over, a page), by numbers
 * alone.
 */
@Component
class Erasing {

    /** By then whatever had the person in hand is done: longer than the lease of a batch, or the patience of a page. */
    static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

    private final List<PersonalData> rooms;
    private final Subjects subjects;
    private final Holdings holdings;
    private final OpenRequests open;
    private final RightsRecord record;
    private final TransactionTemplate transaction;

    Erasing(
            List<PersonalData> rooms,
            Subjects subjects,
            Holdings holdings,
            OpenRequests open,
            RightsRecord record,
            TransactionTemplate transaction) {
        this.rooms = List.copyOf(rooms);
        this.subjects = subjects;
        this.holdings = holdings;
        this.open = open;
        this.record = record;
        this.transaction = transaction;
    }

    /** Goes through one request that is due, where nobody else does. */
    void run(long audit, Instant now) {
        transaction.executeWithoutResult(status -> open.take(audit, now).ifPresent(erasure -> run(erasure, now)));
    }

    private void run(Erasure erasure, Instant now) {
        if (erasure.again()) {
            record.finish(erasure.audit(), deleteAll(erasure.byNumbers()), now);
            open.remove(erasure.audit());
            return;
        }
        var counts = new TreeMap<String, Integer>();
        Subject subject = subjects.now(erasure.contact())
                .map(person -> erase(person, erasure.unasked(), now, counts))
                .orElseGet(() -> subjects.everywhere(erasure.contact()));
        record.finish(erasure.audit(), counts, now);
        open.lookAgain(erasure.audit(), subject, now.plus(LOOK_AGAIN));
    }

    private Subject erase(ContactId person, boolean unasked, Instant now, Map<String, Integer> counts) {
        Subject before = subjects.everywhere(person);
        rooms.stream().filter(PersonalData::goesFirst).forEach(room -> delete(room, before, counts));
        subjects.lock(person);
        Subject subject = unasked ? subjects.everywhere(person).unasked() : subjects.everywhere(person);
        open.givenOut(person).forEach(asked -> record.finish(asked, Map.of(), now));
        rooms.forEach(room -> room.letGo(subject, now));
        rooms.stream().filter(room -> !room.goesFirst()).forEach(room -> delete(room, subject, counts));
        return subject;
    }

    private Map<String, Integer> deleteAll(Subject subject) {
        var counts = new TreeMap<String, Integer>();
        rooms.forEach(room -> delete(room, subject, counts));
        return counts;
    }

    private void delete(PersonalData room, Subject subject, Map<String, Integer> counts) {
        for (Held table : room.tables()) {
            int rows = holdings.erase(table, subject);
            if (rows > 0) {
                counts.merge(table.name(), rows, Integer::sum);
            }
        }
    }
}
