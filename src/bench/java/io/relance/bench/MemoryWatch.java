package io.relance.bench;

import io.relance.node.NodeDatabase;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks every second how much memory a PostgreSQL has, and remembers the most. */
final class MemoryWatch implements AutoCloseable {

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "memory watch");
        thread.setDaemon(true);
        return thread;
    });
    private volatile long peak;

    MemoryWatch(NodeDatabase database) {
        clock.scheduleWithFixedDelay(() -> peak = Math.max(peak, database.memory()), 0, 1, TimeUnit.SECONDS);
    }

    long peak() {
        return peak;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
