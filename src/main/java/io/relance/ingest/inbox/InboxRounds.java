package io.relance.ingest.inbox;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.integration.jdbc.JdbcPollingChannelAdapter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessagingException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries batches, each in a transaction of its own. */
@Component
class InboxRounds {

    private static final Logger log = LoggerFactory.getLogger(InboxRounds.class);

    private final JdbcPollingChannelAdapter source;
    private final MessageChannel batches;
    private final TransactionTemplate transaction;
    private final Sifting sifting;
    private final int full;

    InboxRounds(
            JdbcPollingChannelAdapter inboxSource,
            @Qualifier(InboxFlow.BATCHES) MessageChannel batches,
            PlatformTransactionManager transactions,
            Sifting sifting,
            InboxSettings settings) {
        this.source = inboxSource;
        this.batches = batches;
        this.transaction = new TransactionTemplate(transactions);
        this.sifting = sifting;
        this.full = settings.batch();
    }

    /** What a look at the inbox found. */
    enum Found {
        NOTHING,
        SOME,
        /** As much as goes into one batch; more is likely to wait. */
        FULL
    }

    /** Takes the next batch and records it; one that fails is left for later, until it has failed too often. */
    Found carryOne() {
        List<InboxRow> rows = new ArrayList<>();
        try {
            transaction.executeWithoutResult(status -> carry(rows));
        } catch (RuntimeException e) {
            if (rows.isEmpty() || !sifting.isDueAfterFailureOf(rows.get(0))) {
                throw e;
            }
            log.warn("a batch of the inbox keeps failing and is cut down", e);
            sifting.sift(full);
            return Found.FULL;
        }
        if (rows.isEmpty()) {
            return Found.NOTHING;
        }
        return rows.size() < full ? Found.SOME : Found.FULL;
    }

    private void carry(List<InboxRow> rows) {
        Message<?> batch = source.receive();
        if (batch != null) {
            rows.addAll(InboxFlow.rows(batch.getPayload()));
            send(batch);
        }
    }

    /** The flow wraps what goes wrong in an exception that prints every event of the batch; logs need the cause. */
    private void send(Message<?> batch) {
        try {
            batches.send(batch);
        } catch (MessagingException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
