package io.relance.ingest.inbox;

import io.relance.shared.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Once a day, forgets messageIds older than the de-duplication window and old events that were set aside. */
@Component
@Order(910)
class InboxRetirement implements DueWork {

    private final JdbcClient db;
    private final RejectedTable rejected;
    private final InboxSettings settings;
    private final TransactionTemplate transaction;

    InboxRetirement(
            JdbcClient db, RejectedTable rejected, InboxSettings settings, PlatformTransactionManager transactions) {
        this.db = db;
        this.rejected = rejected;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String name() {
        return "inbox-retirement";
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.of(db.sql("select done_at from ingest.retirement where done_at is not null")
                .query(OffsetDateTime.class)
                .optional()
                .map(doneAt -> doneAt.toInstant().plus(Duration.ofDays(1)))
                .orElse(Instant.EPOCH));
    }

    @Override
    public void runDue(Instant now) {
        if (!nextDue().orElseThrow().isAfter(now)) {
            transaction.executeWithoutResult(status -> retire(now));
        }
    }

    /** A second node that comes for the same day waits for the first, then finds nothing left. */
    private void retire(Instant now) {
        db.sql("update ingest.retirement set done_at = :now")
                .param("now", utc(now))
                .update();
        db.sql("delete from ingest.seen where received_at < :forgotten")
                .param("forgotten", utc(now.minus(settings.dedupeWindow())))
                .update();
        rejected.forgetBefore(now.minus(settings.rejectedKept()));
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(Duration.ofMinutes(10));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
