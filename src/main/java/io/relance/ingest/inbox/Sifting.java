package io.relance.ingest.inbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds the one event that never goes through, though each of its failures looks as if it would pass: a statement of it
 * that always runs into the database's time limit, say. Without this its lane would stand still for ever.
 */
@Component
class Sifting {

    /** With a pause of a second after each, a deadlock or a restart of the database is over by then. */
    static final int TRIES = 5;

    private static final Logger log = LoggerFactory.getLogger(Sifting.class);
    private static final int MOST_KNOWN = 1_000;

    /** How often batches failed, by the first row of each: it stays the first until they go through. */
    private final Map<Long, Integer> failures = new LinkedHashMap<>();

    private final InboxTable table;
    private final InboxBatches batches;
    private final TransactionTemplate transaction;

    Sifting(InboxTable table, InboxBatches batches, PlatformTransactionManager transactions) {
        this.table = table;
        this.batches = batches;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Notes that a batch with this first row failed; says whether it has now failed often enough to be sifted. */
    synchronized boolean isDueAfterFailureOf(InboxRow first) {
        if (failures.merge(first.id(), 1, Integer::sum) >= TRIES) {
            failures.remove(first.id());
            return true;
        }
        if (failures.size() > MOST_KNOWN) {
            failures.remove(failures.keySet().iterator().next());
        }
        return false;
    }

    /**
     * Carries smaller and smaller batches, each in a transaction of its own, until the event that stops them stands
     * alone and is set aside, or until whole ones go through again.
     *
     * @param full how many rows a whole batch has
     */
    void sift(int full) {
        IntakeCounters.countCutDown();
        int size = Math.max(1, full / 2);
        while (size <= full) {
            List<InboxRow> rows = new ArrayList<>();
            try {
                if (!carry(size, rows)) {
                    return;
                }
                size *= 2;
            } catch (RuntimeException e) {
                if (rows.isEmpty()) {
                    throw e;
                }
                if (rows.size() == 1) {
                    setAside(rows.get(0), e);
                    return;
                }
                size = rows.size() / 2;
            }
        }
    }

    /** False when nothing was there to be carried. */
    private boolean carry(int most, List<InboxRow> rows) {
        transaction.executeWithoutResult(status -> {
            rows.addAll(table.take(most));
            if (!rows.isEmpty()) {
                batches.carry(rows);
            }
        });
        return !rows.isEmpty();
    }

    /** Unless another worker has it now: it will come by again. */
    private void setAside(InboxRow row, RuntimeException why) {
        transaction.executeWithoutResult(status -> {
            List<InboxRow> taken = table.take(1);
            if (taken.size() == 1 && taken.get(0).id() == row.id()) {
                batches.setAside(row, why);
            } else {
                log.info("{} is in other hands now", row);
                status.setRollbackOnly();
            }
        });
    }
}
