package io.relance.ingest.inbox;

import io.relance.contact.Timeline;
import io.relance.shop.shelf.Shelf;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Hands batches of the inbox to the timeline, and news of products to the shelf; a batch that fails is cut down until the bad row stands alone. */
@Component
class InboxBatches {

    private static final Logger log = LoggerFactory.getLogger(InboxBatches.class);

    private final Timeline timeline;
    private final Shelf shelf;
    private final RejectedTable rejected;
    private final TransactionTemplate savepoint;
    private final Clock clock;

    InboxBatches(
            Timeline timeline,
            Shelf shelf,
            RejectedTable rejected,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.timeline = timeline;
        this.shelf = shelf;
        this.rejected = rejected;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.clock = clock;
    }

    /** Carries these rows, in order, in the caller's transaction; throws only what trying again may cure. */
    void carry(List<InboxRow> rows) {
        try {
            savepoint.executeWithoutResult(status -> hand(rows));
        } catch (RuntimeException e) {
            if (PassingTrouble.isBehind(e)) {
                throw e;
            }
            carryApart(rows, e);
        }
    }

    /** News of the shelf first: who asks for what is sold out must not meet a shelf older than the question. */
    private void hand(List<InboxRow> rows) {
        List<InboxRow> news = rows.stream().filter(InboxRow::isOfShelf).toList();
        if (!news.isEmpty()) {
            shelf.receive(news.stream().map(Translation::toNews).toList());
        }
        if (news.size() < rows.size()) {
            timeline.receive(rows.stream()
                    .filter(row -> !row.isOfShelf())
                    .map(Translation::toFact)
                    .toList());
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
