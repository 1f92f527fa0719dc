package io.relance.work;

import io.relance.shared.DueWork;
import io.relance.shared.NodeRoles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Calls every room's due work again and again, each on a thread of its own so that none starves another. */
@Component
@ConditionalOnProperty(name = "relance.pollers", matchIfMissing = true)
class Pollers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Pollers.class);

    private static final Duration QUIET = Duration.ofMinutes(1);

    /** Before what is in hand is told to leave the rest, and after that: the five seconds of the phase. */
    private static final Duration FINISHING = Duration.ofSeconds(3);

    private static final Duration LEAVING = Duration.ofSeconds(2);

    /** How long the oldest waiting event, once looked up, may stand for now. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** How long one event that is not recorded may keep what leaves the house waiting. */
    private static final Duration STUCK = Duration.ofMinutes(15);

    private final Map<String, Long> said = new ConcurrentHashMap<>();
    private final ReadWriteLock pause = new ReentrantReadWriteLock(true);
    private final List<DueWork> works;
    private final Optional<DueWork> facts;
    private final Clock clock;
    private final WorkMeters meters;
    private volatile ScheduledExecutorService threads;
    private volatile Waiting oldest = new Waiting(Instant.MIN, Instant.MIN, Instant.MIN);

    Pollers(List<DueWork> works, NodeRoles roles, Clock clock, WorkMeters meters) {
        this.facts = works.stream().filter(DueWork::bringsFacts).findFirst();
        this.works = works.stream().filter(work -> roles.does(work.role())).toList();
        this.clock = clock;
        this.meters = meters;
    }

    /** Runs {@code work} while no poller does; for a clock that is moved by hand. */
    void whilePaused(Runnable work) {
        pause.writeLock().lock();
        try {
            work.run();
        } finally {
            pause.writeLock().unlock();
        }
    }

    @Override
    public synchronized void start() {
        threads = Executors.newScheduledThreadPool(Math.max(1, works.size()));
        works.forEach(work -> work.every().ifPresent(every -> poll(work, every)));
    }

    private void poll(DueWork work, Duration every) {
        threads.scheduleWithFixedDelay(
                () -> runQuietly(work), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        work.nudgedBy(() -> nudge(work));
    }

    private void nudge(DueWork work) {
        ScheduledExecutorService now = threads;
        if (now != null) {
            try {
                now.execute(() -> runQuietly(work));
            } catch (RejectedExecutionException ended) {
                log.debug("{} is not called any more, as the node ends", work.name());
            }
        }
    }

    private void runQuietly(DueWork work) {
        pause.readLock().lock();
        try {
            meters.run(work, () -> work.runDue(() -> until(work)));
        } catch (Throwable e) {
            meters.failed(work);
            // Whatever escapes from here would end this work's thread for good, silently.
            sayOnce(work.name(), () -> log.warn("{} failed and will be tried again", work.name(), e));
        } finally {
            pause.readLock().unlock();
        }
    }

    /** Once a minute: a database that is away for an hour must not fill the disk with the same story. */
    private void sayOnce(String about, Runnable say) {
        long now = System.nanoTime();
        Long before = said.get(about);
        if (before == null || now - before > QUIET.toNanos()) {
            said.put(about, now);
            say.run();
        }
    }

    /** Beside the others of its phase: their times are not to add up. */
    @Override
    public void stop(Runnable done) {
        new Thread(() -> stopAndTell(done), "pollers-stop").start();
    }

    private void stopAndTell(Runnable done) {
        try {
            stop();
        } finally {
            done.run();
        }
    }

    /** What is in hand is finished; what has a long queue before it is told to leave the rest, by interrupt. */
    @Override
    public synchronized void stop() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(FINISHING.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(LEAVING.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        threads = null;
    }

    /**
     * Now; for what leaves the house, no later than the oldest event that still waits to be recorded came in. After an
     * outage timers may be due that a purchase among those events would have stopped. An event that stays the oldest for
     * too long is not late but stuck: what is as old as that goes.
     */
    private Instant until(DueWork work) {
        Instant now = clock.instant();
        if (work.role() != NodeRoles.Role.SENDING) {
            return now;
        }
        Waiting known = oldest;
        if (known.asOf().isAfter(now) || known.asOf().isBefore(now.minus(FRESH))) {
            known = known.lookedUp(facts.flatMap(DueWork::nextDue).orElse(now), now);
            oldest = known;
        }
        Instant bound = now.minus(STUCK);
        if (!known.first().isBefore(bound) || !known.since().isBefore(bound)) {
            return known.since();
        }
        sayOnce("inbox", () -> log.warn("an event of {} is not recorded; messages go without it", oldest.since()));
        return bound;
    }

    /**
     * The oldest event that waited at a moment, or that moment: what waits later came in no sooner.
     *
     * @param first when this node first saw that one as the oldest
     */
    private record Waiting(Instant since, Instant asOf, Instant first) {
        Waiting lookedUp(Instant found, Instant now) {
            Instant then = found.isBefore(now) ? found : now;
            return new Waiting(then, now, then.equals(since) ? first : now);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return threads != null;
    }
}
