package io.relance.ingest.inbox;

import io.relance.ingest.inbox.InboxRounds.Found;
import io.relance.shared.DueWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Empties the inbox at once and to the end, through the same flow whose own poller does so in production. */
@Component
@Order(10)
class InboxWork implements DueWork {

    private final InboxTable table;
    private final InboxRounds rounds;
    private final TransactionTemplate transaction;
    private final Clock clock;

    InboxWork(InboxTable table, InboxRounds rounds, PlatformTransactionManager transactions, Clock clock) {
        this.table = table;
        this.rounds = rounds;
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
        while (rounds.carryOne() != Found.NOTHING) {
            // the next batch
        }
    }

    @Override
    public Optional<Duration> every() {
        return Optional.empty();
    }
}
