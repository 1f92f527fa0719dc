package io.relance.contact.rights;

import io.relance.contact.Rights;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The requests, each on record before anything is done. */
@Component
class KeptRights implements Rights {

    private final Subjects subjects;
    private final RightsRecord record;
    private final OpenRequests open;
    private final Erasures erasures;
    private final TransactionTemplate transaction;
    private final Clock clock;

    KeptRights(
            Subjects subjects,
            RightsRecord record,
            OpenRequests open,
            Erasures erasures,
            TransactionTemplate transaction,
            Clock clock) {
        this.subjects = subjects;
        this.record = record;
        this.open = open;
        this.erasures = erasures;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Most people are gone before this returns; within a caller's transaction, soon after it. */
    @Override
    public long erase(ContactId contact, Kind kind, String by) {
        long audit = transaction.execute(status -> request(contact, kind, by));
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            erasures.attempt(audit, clock.instant());
        }
        return audit;
    }

    private long request(ContactId contact, Kind kind, String by) {
        ContactId person = subjects.now(contact).orElse(contact);
        // Two who ask at a time ask one after the other.
        subjects.lock(person);
        return open.erasureOf(person).orElseGet(() -> {
            long audit = record.add(kind, subjects.hash(person), by, clock.instant());
            open.addErasure(audit, person, clock.instant());
            return audit;
        });
    }

    @Override
    @Transactional
    public long askForData(ContactId contact, String by) {
        ContactId person = subjects.now(contact).orElse(contact);
        long audit = record.add(Kind.DATA_REQUEST, subjects.hash(person), by, clock.instant());
        open.addGiveOut(audit, person);
        return audit;
    }

    @Override
    @Transactional
    public long done(Kind kind, ContactId contact, String by, Map<String, Integer> counts) {
        long audit = record.add(kind, contact == null ? null : subjects.hash(contact), by, clock.instant());
        record.finish(audit, counts, clock.instant());
        if (kind == Kind.EXPORT && contact != null) {
            open.givenOut(contact).forEach(asked -> record.finish(asked, counts, clock.instant()));
        }
        return audit;
    }

    @Override
    @Transactional
    public long toDo(Kind kind, String by) {
        return record.add(kind, null, by, clock.instant());
    }
}
