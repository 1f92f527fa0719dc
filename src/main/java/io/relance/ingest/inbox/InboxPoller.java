package io.relance.ingest.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.relance.ingest.inbox.InboxRounds.Found;
import io.relance.shared.NodeRoles;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Empties the inbox in production. What arrives while nobody was busy is carried at once; what arrives sooner after
 * that is gathered for a moment, so that one transaction carries it all; while batches are full, every worker goes on
 * without a pause.
 */
@Component
class InboxPoller implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(InboxPoller.class);

    /** Between two looks at the inbox, and so the longest that an event waits to be carried with others. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Duration TICK = Duration.ofMillis(20);

    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int STOP_SECONDS = 5;

    private final InboxRounds rounds;
    private final boolean carries;
    private final ThreadPoolExecutor threads;
    private ScheduledExecutorService ticks;
    private volatile boolean running;
    private volatile long lastRound;

    InboxPoller(
            InboxRounds rounds,
            InboxSettings settings,
            @Value("${relance.pollers:true}") boolean polling,
            NodeRoles roles,
            MeterRegistry registry) {
        this.rounds = rounds;
        this.carries = polling && roles.does(NodeRoles.Role.JOURNEYS);
        // No queue: a round for which every worker is busy is not needed, since those go on while there is work.
        this.threads = new ThreadPoolExecutor(
                0,
                settings.workers(),
                1,
                TimeUnit.MINUTES,
                new SynchronousQueue<>(),
                new CustomizableThreadFactory("inbox-"),
                new ThreadPoolExecutor.DiscardPolicy());
        new ExecutorServiceMetrics(threads, "inboxWorkers", List.of()).bindTo(registry);
    }

    @Override
    public boolean isAutoStartup() {
        return carries;
    }

    @Override
    public synchronized void start() {
        ticks = Executors.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("inbox-tick-"));
        running = true;
        ticks.scheduleWithFixedDelay(this::roundIfPaused, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Something new is durable. */
    void arrived() {
        if (running) {
            roundIfPaused();
        }
    }

    private void roundIfPaused() {
        if (System.nanoTime() - lastRound >= PAUSE.toNanos()) {
            threads.execute(this::round);
        }
    }

    private void round() {
        lastRound = System.nanoTime();
        try {
            while (running && rounds.carryOne() == Found.FULL) {
                threads.execute(this::round);
            }
        } catch (RuntimeException e) {
            log.warn("a batch of the inbox failed and will be tried again", e);
            LockSupport.parkNanos(REST_AFTER_FAILURE.toNanos());
        }
    }

    /** Beside the others of its phase: their times are not to add up. */
    @Override
    public void stop(Runnable done) {
        new Thread(() -> stopAndTell(done), "inbox-stop").start();
    }

    private void stopAndTell(Runnable done) {
        try {
            stop();
        } finally {
            done.run();
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        ticks.shutdownNow();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("a batch of the inbox is still being carried; it will be rolled back");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
