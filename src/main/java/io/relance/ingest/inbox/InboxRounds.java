package io.relance.ingest.inbox;

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

    private final JdbcPollingChannelAdapter source;
    private final MessageChannel batches;
    private final TransactionTemplate transaction;
    private final int full;

    InboxRounds(
            JdbcPollingChannelAdapter inboxSource,
            @Qualifier(InboxFlow.BATCHES) MessageChannel batches,
            PlatformTransactionManager transactions,
            InboxSettings settings) {
        this.source = inboxSource;
        this.batches = batches;
        this.transaction = new TransactionTemplate(transactions);
        this.full = settings.batch();
    }

    /** What a look at the inbox found. */
    enum Found {
        NOTHING,
        SOME,
        /** As much as goes into one batch; more is likely to wait. */
        FULL
    }

    /** Takes the next batch and records it. */
    Found carryOne() {
        return transaction.execute(status -> {
            Message<?> batch = source.receive();
            if (batch == null) {
                return Found.NOTHING;
            }
            send(batch);
            return InboxFlow.rows(batch.getPayload()).size() < full ? Found.SOME : Found.FULL;
        });
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
