package io.relance.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does several things at once, each on a thread of its own, all beginning in the same instant. */
final class Together {

    /** As a poller does, which tries again; what fails this often fails for good. */
    private static final int TRIES = 10;

    private Together() {}

    static void run(int times, Runnable work) {
        run(Collections.nCopies(times, work).toArray(Runnable[]::new));
    }

    /** Returns when all are done; throws what any of them threw in the end. */
    static void run(Runnable... works) {
        ExecutorService threads = Executors.newFixedThreadPool(works.length);
        CyclicBarrier start = new CyclicBarrier(works.length);
        List<Future<?>> running = new ArrayList<>();
        for (Runnable work : works) {
            running.add(threads.submit(() -> {
                start.await();
                again(work);
                return null;
            }));
        }
        try {
            for (Future<?> one : running) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private static void again(Runnable work) {
        for (int tries = 1; ; tries++) {
            try {
                work.run();
                return;
            } catch (RuntimeException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }
}
