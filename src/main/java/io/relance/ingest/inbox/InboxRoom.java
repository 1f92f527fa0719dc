package io.relance.ingest.inbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the inbox has room. The database is asked at most once a second, however many requests ask us. */
class InboxRoom {

    private static final Logger log = LoggerFactory.getLogger(InboxRoom.class);
    private static final long KNOWN_FOR = Duration.ofSeconds(1).toNanos();

    private final JdbcClient db;
    private final long depth;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile long known = System.nanoTime() - KNOWN_FOR;
    private volatile boolean full;

    InboxRoom(JdbcClient db, InboxSettings settings) {
        this.db = db;
        this.depth = settings.depth();
    }

    /**
     * As of a second ago at the most. A database that does not answer has no room: one request a second finds that out,
     * the others need not wait for it.
     */
    boolean isFull() {
        if (System.nanoTime() - known >= KNOWN_FOR && asking.compareAndSet(false, true)) {
            try {
                look();
            } finally {
                known = System.nanoTime();
                asking.set(false);
            }
        }
        return full;
    }

    private void look() {
        try {
            boolean now = waiting() >= depth;
            if (now != full) {
                log.warn(now ? "the inbox is full: clients are told to come back" : "the inbox has room again");
            }
            full = now;
        } catch (DataAccessException e) {
            log.warn("the inbox does not answer: {}", e.getMessage());
            full = true;
        }
    }

    /** Roughly how many events wait. */
    long waiting() {
        return db.sql("select ingest.waiting()").query(Long.class).single();
    }
}
