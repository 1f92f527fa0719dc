package io.relance.ingest.inbox;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Whether the inbox has room. The database is asked at most once a second, however many requests ask us, and beside them:
 * only where there was no room does one of them wait for the answer.
 */
class InboxRoom implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(InboxRoom.class);
    private static final long KNOWN_FOR = Duration.ofSeconds(1).toNanos();

    private final JdbcClient db;
    private final long depth;
    private final AtomicBoolean asking = new AtomicBoolean();
    // One look at a time, and no thread while nothing comes in.
    private final ThreadPoolExecutor beside = new ThreadPoolExecutor(
            0, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), daemons(), new ThreadPoolExecutor.DiscardPolicy());
    private volatile long known = System.nanoTime() - KNOWN_FOR;
    private volatile boolean looked;
    private volatile boolean full;

    InboxRoom(JdbcClient db, InboxSettings settings) {
        this.db = db;
        this.depth = settings.depth();
    }

    /**
     * As of about a second ago while requests come in. A database that does not answer has no room: that is found out once a
     * second, beside the requests.
     */
    boolean isFull() {
        if (System.nanoTime() - known >= KNOWN_FOR && asking.compareAndSet(false, true)) {
            if (full || !looked) {
                // Whoever comes first after it was emptied is not to be sent away for what was so before.
                look();
            } else {
                lookBeside();
            }
        }
        return full;
    }

    private void lookBeside() {
        try {
            beside.execute(this::look);
        } catch (OutOfMemoryError noThread) {
            // Whoever comes next tries again.
            asking.set(false);
            log.warn("how much waits in the inbox cannot be looked after: {}", noThread.getMessage());
        }
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
        } finally {
            looked = true;
            known = System.nanoTime();
            asking.set(false);
        }
    }

    /** Roughly how many events wait. */
    long waiting() {
        return db.sql("select ingest.waiting()").query(Long.class).single();
    }

    private static ThreadFactory daemons() {
        var threads = new CustomizableThreadFactory("inbox-room-");
        threads.setDaemon(true);
        return threads;
    }

    @Override
    public void close() {
        beside.shutdown();
    }
}
