package io.relance.journey.engine;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** A few threads that share one work with whoever calls them. */
@Component
class Crew implements DisposableBean {

    private final int size;
    private final ExecutorService threads;

    Crew(JobSettings settings) {
        size = settings.threads();
        threads = Executors.newFixedThreadPool(size, work -> {
            Thread thread = new Thread(work, "timers");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How many may work at once, the caller among them. */
    int size() {
        return size;
    }

    /** Does the work with so many hands, at least with the caller's own; answers when all are done. */
    void work(int hands, Runnable work) {
        List<Future<?>> others = IntStream.range(1, Math.min(hands, size))
                .<Future<?>>mapToObj(i -> threads.submit(work))
                .toList();
        try {
            work.run();
        } finally {
            others.forEach(Crew::await);
        }
    }

    private static void await(Future<?> other) {
        try {
            other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while others were still at work", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("one of several hands failed", e.getCause());
        }
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
