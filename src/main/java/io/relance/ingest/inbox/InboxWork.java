package io.relance.ingest.inbox;

import io.relance.shared.DueWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.integration.jdbc.JdbcPollingChannelAdapter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Empties the inbox at once and to the end, through the same flow whose own poller does so in production. */
@Component
@Order(10)
class InboxWork implements DueWork {

    private final InboxTable table;
    private final JdbcPollingChannelAdapter source;
    private final MessageChannel batches;
    private final TransactionTemplate transaction;
    private final Clock clock;

    InboxWork(
            InboxTable table,
            JdbcPollingChannelAdapter inboxSource,
            @Qualifier(InboxFlow.BATCHES) MessageChannel batches,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.table = table;
        this.source = inboxSource;
        this.batches = batches;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        table.ensureLanes();
    }

    @Override
    public String name() {
        return "inbox";
    }

    @Override
    public boolean bringsFacts() {
        return true;
    }

    /** What waits is due already, even where the clock has been set back since it came in. */
    @Override
    public Optional<Instant> nextDue() {
        return table.waitingSince().map(since -> {
            Instant now = clock.instant();
            return since.isBefore(now) ? since : now;
        });
    }

    @Override
    public void runDue(Instant now) {
        drain();
        // What is left is in the hands of workers beside us; done means that they are done, too.
        while (table.waitingSince().isPresent()) {
            transaction.executeWithoutResult(status -> table.awaitWorkers());
            drain();
        }
    }

    private void drain() {
        while (Boolean.TRUE.equals(transaction.execute(status -> carryOne()))) {
            // the next batch
        }
    }

    private boolean carryOne() {
        Message<?> batch = source.receive();
        return batch != null && batches.send(batch);
    }

    @Override
    public Optional<Duration> every() {
        return Optional.empty();
    }
}
