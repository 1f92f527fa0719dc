package io.relance.segment.run;

import io.relance.contact.Contacts;
import io.relance.segment.living.CountsAnew;
import io.relance.segment.tally.CountedWith;
import io.relance.shared.ContactId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Counts everybody's past anew from the timeline: once after an upgrade, for those who were there before anything was
 * counted, when the score's half-life is another, and when somebody asks. Each part is counted in one transaction, so
 * that a run that ends in the middle goes on where it was, and nothing is counted twice.
 */
@Component
class Recounting implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(Recounting.class);

    /** People counted in one transaction: so long whoever of them acts may have to wait. */
    private static final int MOST_PEOPLE = 200;
    /** Where they did more than this together, fewer people are taken next time. */
    private static final long MANY_ACTIVITIES = 10_000;

    private static final Duration TRY_AGAIN = Duration.ofHours(1);

    private final RunRows runs;
    private final RecountRows rows;
    private final CountedWith countedWith;
    private final CountsAnew counts;
    private final Contacts contacts;
    private final TransactionOperations transactions;
    private final Clock clock;

    Recounting(
            RunRows runs,
            RecountRows rows,
            CountedWith countedWith,
            CountsAnew counts,
            Contacts contacts,
            TransactionOperations transactions,
            Clock clock) {
        this.runs = runs;
        this.rows = rows;
        this.countedWith = countedWith;
        this.counts = counts;
        this.contacts = contacts;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        begin();
    }

    /** As a node starts: asks for what is owed, once for all nodes. */
    void begin() {
        transactions.executeWithoutResult(status -> {
            boolean anew = countedWith.begin();
            if (countedWith.isOwed() && (anew || !rows.isOpen() && !rows.reopen(clock.instant()))) {
                runs.ask(Run.Kind.RECOUNT, null, false, "start", clock.instant());
                log.info(
                        "what people did before will be counted from the timeline; GET /api/segments/runs tells how far"
                                + " it is");
            }
        });
    }

    /** When what is owed and failed is tried again. */
    Optional<Instant> nextDue() {
        return countedWith.isOwed() ? rows.failedAt().map(failed -> failed.plus(TRY_AGAIN)) : Optional.empty();
    }

    /** Lets what is owed and failed go on. */
    void tryAgain(Instant now) {
        if (countedWith.isOwed()) {
            rows.reopen(now.minus(TRY_AGAIN));
        }
    }

    /** Whether nobody is counted yet. */
    boolean isAtItsBeginning(Run run) {
        return rows.reached(run.id()).past().value() == 0;
    }

    /** Counts everybody from where the run was; a part that fails is cut down until one contact stands alone. */
    void count(Run run, Progress progress) {
        progress.of(contacts.newest().map(ContactId::value).orElse(0L));
        int size = MOST_PEOPLE;
        long counted = 0;
        while (counted >= 0) {
            int most = size;
            try {
                counted = transactions.execute(status -> part(run, most));
                // Not amid the part, which holds the run's row.
                progress.at("counting", rows.reached(run.id()).past().value());
                size = counted > MANY_ACTIVITIES ? Math.max(1, size / 2) : Math.min(MOST_PEOPLE, size * 2);
            } catch (RuntimeException e) {
                if (size == 1) {
                    transactions.executeWithoutResult(status -> leaveOut(run, e));
                }
                size = Math.max(1, size / 2);
            }
        }
        rows.analyze();
    }

    /** How many activities that was; -1: nobody is left. */
    private long part(Run run, int most) {
        List<ContactId> next = contacts.after(rows.reached(run.id()).past(), most);
        if (next.isEmpty()) {
            return -1;
        }
        ContactId last = next.get(next.size() - 1);
        long counted = counts.count(next);
        rows.reach(run.id(), last, counted, 0);
        return counted;
    }

    private void leaveOut(Run run, RuntimeException cause) {
        contacts.after(rows.reached(run.id()).past(), 1).forEach(contact -> {
            log.error("what contact {} did cannot be counted and is left as it was", contact.value(), cause);
            rows.reach(run.id(), contact, 0, 1);
        });
    }

    /** Everybody is counted and judged: answers how many there were. */
    Map<String, Long> settle(Run run) {
        countedWith.settle(clock.instant());
        RecountRows.Reached reached = rows.reached(run.id());
        return new TreeMap<>(Map.of("activities", reached.counted(), "leftOut", reached.leftOut()));
    }
}
