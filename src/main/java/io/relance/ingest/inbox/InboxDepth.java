package io.relance.ingest.inbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether so much waits that clients had better come again later. Looked up once a second at most; between two looks
 * more may come in. In real time, not the product's clock: it is this machine that is protected.
 */
@Component
class InboxDepth {

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    /** All that can wait, by the ids in use: no more than this, and as a rule not much less. */
    private static final String AT_MOST =
            """
            select coalesce(max(ends.last) - min(ends.first) + 1, 0) from ingest.lane l cross join lateral
              (select min(id) as first, max(id) as last from ingest.inbox i where i.lane = l.lane) ends""";

    private static final String IS_OVER =
            "select count(*) > :limit from (select from ingest.inbox limit :limit + 1) waiting";

    private final JdbcClient db;
    private final InboxSettings settings;
    private final AtomicLong lookedAt = new AtomicLong(System.nanoTime() - FRESH_NANOS);
    private volatile boolean full;

    InboxDepth(@Qualifier(IntakeDatabase.POOL) DataSource pool, InboxSettings settings) {
        this.db = JdbcClient.create(pool);
        this.settings = settings;
    }

    /** Whether RELANCE_INBOX_LIMIT is reached. */
    boolean isFull() {
        long last = lookedAt.get();
        long now = System.nanoTime();
        if (now - last >= FRESH_NANOS && lookedAt.compareAndSet(last, now)) {
            full = look();
        }
        return full;
    }

    /** Rows are counted only where ids say that there may be too many: one lane that stands still is no flood. */
    private boolean look() {
        return db.sql(AT_MOST).query(Long.class).single() > settings.limit()
                && db.sql(IS_OVER)
                        .param("limit", settings.limit())
                        .query(Boolean.class)
                        .single();
    }
}
