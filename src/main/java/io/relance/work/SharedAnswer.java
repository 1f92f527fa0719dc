package io.relance.work;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An answer that many ask for and one thread of its own fetches: at most once in a while, and nobody waits long for it.
 * While a fetch hangs nobody begins another.
 */
final class SharedAnswer<T> implements AutoCloseable {

    private final Duration fresh;
    private final Duration patience;
    private final Callable<T> fetch;
    private final ExecutorService thread;
    private Future<T> latest;
    private long askedAt;

    /**
     * @param fresh how long an answer stands before it is fetched again
     * @param patience how long from its beginning anybody waits for a fetch
     */
    SharedAnswer(String name, Duration fresh, Duration patience, Callable<T> fetch) {
        this.fresh = fresh;
        this.patience = patience;
        this.fetch = fetch;
        thread = Executors.newSingleThreadExecutor(work -> {
            Thread daemon = new Thread(work, name);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** The answer; empty where it cannot be had now. */
    Optional<T> get() {
        try {
            Future<T> answer;
            long left;
            synchronized (this) {
                answer = latest();
                left = patience.toNanos() - (System.nanoTime() - askedAt);
            }
            // Once the time is up, whoever asks goes on without.
            return Optional.ofNullable(answer.get(Math.max(0, left), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Future<T> latest() {
        boolean stands = latest != null && System.nanoTime() - askedAt < fresh.toNanos();
        if (!stands && (latest == null || latest.isDone())) {
            latest = thread.submit(fetch);
            askedAt = System.nanoTime();
        }
        return latest;
    }

    /** Whoever asks next gets a new answer. */
    synchronized void forget() {
        latest = null;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
