package io.relance;

import io.relance.shared.Backlog;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The numbers of all backlogs, read together when somebody asks, at most every five seconds and on a thread of its own:
 * a database that does not answer costs whoever asks one second, and the numbers are unknown until it does.
 */
@Component
class Readings implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Readings.class);
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final List<Backlog> backlogs;
    private final Clock clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread daemon = new Thread(work, "readings");
        daemon.setDaemon(true);
        return daemon;
    });
    private Future<Map<Backlog.Gauge, Double>> latest;
    private long askedAt;

    Readings(List<Backlog> backlogs, Clock clock) {
        this.backlogs = backlogs;
        this.clock = clock;
    }

    /** The number; not a number where it is unknown. */
    double of(Backlog.Gauge gauge) {
        return numbers().getOrDefault(gauge, Double.NaN);
    }

    /** Whoever asks next gets new numbers. */
    synchronized void forget() {
        latest = null;
    }

    private synchronized Map<Backlog.Gauge, Double> numbers() {
        boolean fresh = latest != null && System.nanoTime() - askedAt < FRESH.toNanos();
        if (!fresh && (latest == null || latest.isDone())) {
            latest = thread.submit(this::read);
            askedAt = System.nanoTime();
        }
        return await(latest);
    }

    private Map<Backlog.Gauge, Double> await(Future<Map<Backlog.Gauge, Double>> reading) {
        try {
            // Only who asks first waits: once the time is up, everybody goes on without.
            long left = PATIENCE.toNanos() - (System.nanoTime() - askedAt);
            return reading.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    private Map<Backlog.Gauge, Double> read() {
        Map<Backlog.Gauge, Double> numbers = new HashMap<>();
        for (Backlog backlog : backlogs) {
            try {
                numbers.putAll(backlog.read(clock.instant()));
            } catch (RuntimeException e) {
                log.warn("what waits cannot be told now: {}", e.toString());
            }
        }
        return numbers;
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
