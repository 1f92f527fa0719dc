package io.relance.node;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Does a {@link Shopping}: a thread per connection, the next request by whoever is free. */
final class Shopper {

    private static final long MOMENT = 200;

    private final Shopping work;
    private final URI url;
    private final AtomicInteger next = new AtomicInteger();
    private final Latencies latencies = new Latencies();
    private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
    private long began;

    Shopper(Shopping work) {
        this.work = work;
        url = URI.create(work.url());
    }

    Shopped run() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(work.connections());
        began = System.nanoTime();
        for (int i = 0; i < work.connections(); i++) {
            new Thread(() -> {
                        try {
                            shop();
                        } finally {
                            done.countDown();
                        }
                    })
                    .start();
        }
        done.await();
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Shopped(seconds, answers, latencies.quantile(0.5), latencies.quantile(0.99), latencies.quantile(1));
    }

    private void shop() {
        HttpLine line = null;
        for (int request = next.getAndIncrement(); request < work.requests(); request = next.getAndIncrement()) {
            long due = due(request);
            sleepUntil(due);
            line = send(line, request, work.perSecond() > 0 ? due : System.nanoTime());
        }
    }

    /** When a request is to be sent; latency counts from then, so that a slow answer does not hide the next ones. */
    private long due(int request) {
        if (work.perSecond() == 0) {
            return began;
        }
        return began + (long) (1e9 * request * Math.max(1, work.batch()) / work.perSecond());
    }

    private HttpLine send(HttpLine before, int request, long due) {
        HttpLine line = before;
        String body = work.body(request);
        while (true) {
            HttpLine.Answer answer = new HttpLine.Answer(0, 0);
            try {
                line = line == null || line.closed() ? new HttpLine(url, NodeSetup.WRITE_KEY) : line;
                answer = line.post(body);
            } catch (IOException e) {
                line = hangUp(line);
            }
            answers.merge(answer.status(), 1, Integer::sum);
            latencies.add(System.nanoTime() - due);
            if (answer.status() == 200 || !work.retry()) {
                return line;
            }
            sleepUntil(
                    System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.max(MOMENT, answer.retryAfter() * 1000L)));
        }
    }

    private static HttpLine hangUp(HttpLine line) {
        try {
            if (line != null) {
                line.close();
            }
        } catch (IOException gone) {
            // It is what we want.
        }
        return null;
    }

    private static void sleepUntil(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
