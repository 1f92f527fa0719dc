package io.relance.message.sending;

import io.relance.shared.Channel;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The messages of one channel: its own threads, its own breaker, so that a slow provider is in nobody else's way. */
final class Lane {

    private final Channel channel;
    private final Batch batch;
    private final Clock clock;
    private final int threads;
    private final Breaker breaker;
    private final Runnable onEnd;
    private final ExecutorService pool;
    private int working;
    private boolean stopped;
    private RuntimeException failure;

    /** {@code onEnd} is called whenever one of its threads has nothing more to do. */
    Lane(Channel channel, Batch batch, Sending settings, Clock clock, Runnable onEnd) {
        this.channel = channel;
        this.batch = batch;
        this.clock = clock;
        this.onEnd = onEnd;
        threads = settings.threads();
        breaker = new Breaker(settings.batch());
        AtomicInteger number = new AtomicInteger();
        pool = Executors.newFixedThreadPool(
                threads, work -> new Thread(work, "sending " + channel.code() + " " + number.incrementAndGet()));
    }

    Channel channel() {
        return channel;
    }

    /** From when on its provider may be asked. */
    Instant open() {
        return breaker.until();
    }

    synchronized boolean idle() {
        return working == 0;
    }

    /** What went wrong since this was last asked; null: nothing. */
    synchronized RuntimeException failure() {
        RuntimeException last = failure;
        failure = null;
        return last;
    }

    /** Lets one more thread work off what is due, where there is one to spare; more join while there is enough. */
    synchronized void begin(Supplier<Instant> due) {
        if (working < threads && !stopped && (working == 0 || breaker.well())) {
            pool.execute(() -> drain(due));
            working++;
        }
    }

    private void drain(Supplier<Instant> due) {
        RuntimeException how = null;
        try {
            while (more(due)) {
                // Until nothing due is left.
            }
        } catch (RuntimeException e) {
            how = e;
        } catch (Error e) {
            how = new IllegalStateException("a batch broke", e);
        } finally {
            end(how);
        }
    }

    private boolean more(Supplier<Instant> moments) {
        Instant due = moments.get();
        Instant now = due.isAfter(clock.instant()) ? due : clock.instant();
        int limit = stopped() ? 0 : breaker.limit(now);
        if (limit == 0) {
            return false;
        }
        return batch.run(channel, limit, due, progress(moments, now)).taken() > 0;
    }

    private Batch.Progress progress(Supplier<Instant> due, Instant now) {
        return new Batch.Progress() {
            @Override
            public void full() {
                begin(due);
            }

            @Override
            public void handedOver(Round round) {
                breaker.told(round, now);
            }
        };
    }

    private synchronized boolean stopped() {
        return stopped;
    }

    private void end(RuntimeException how) {
        synchronized (this) {
            working--;
            failure = how == null ? failure : how;
        }
        onEnd.run();
    }

    /** Takes no further batch. */
    synchronized void stop() {
        stopped = true;
    }

    /** Waits for what is in hand until that moment of {@link System#nanoTime}; whether it came to an end in time. */
    boolean ended(long by) {
        pool.shutdown();
        try {
            return pool.awaitTermination(Math.max(0, by - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
