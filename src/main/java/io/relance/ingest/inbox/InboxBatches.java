package io.relance.ingest.inbox;

import io.relance.contact.Timeline;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Hands batches of the inbox to the timeline; a batch that fails is cut down until the bad row stands alone. */
@Component
class InboxBatches {

    private static final Logger log = LoggerFactory.getLogger(InboxBatches.class);

    private final Timeline timeline;
    private final RejectedTable rejected;
    private final TransactionTemplate savepoint;
    private final Clock clock;

    InboxBatches(Timeline timeline, RejectedTable rejected, PlatformTransactionManager transactions, Clock clock) {
        this.timeline = timeline;
        this.rejected = rejected;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
    }

    /** Carries these rows, in order, in the caller's transaction; throws only what trying again may cure. */
    void carry(List<InboxRow> rows) {
        try {
            savepoint.executeWithoutResult(status ->
                    timeline.receive(rows.stream().map(Translation::toFact).toList()));
        } catch (RuntimeException e) {
            if (PassingTrouble.isBehind(e)) {
                throw e;
            }
            carryApart(rows, e);
        }
    }

    private void carryApart(List<InboxRow> rows, RuntimeException why) {
        if (rows.size() == 1) {
            setAside(rows.get(0), why);
            return;
        }
        IntakeCounters.countCutDown();
        int half = rows.size() / 2;
        carry(rows.subList(0, half));
        carry(rows.subList(half, rows.size()));
    }

    /** Keeps the row apart with the reason, in the caller's transaction. */
    void setAside(InboxRow row, RuntimeException why) {
        log.warn("event {} of {} cannot be recorded and is set aside", row.id(), row.source(), why);
        Throwable cause = why;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String detail = "it could not be recorded: " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
        rejected.setAside(row, new Rejection(clock.instant(), row.source(), "not_recorded", detail, row.payload()));
    }
}
