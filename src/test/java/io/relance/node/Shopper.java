package io.relance.node;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Does a {@link Shopping}: a thread per connection, the next request by whoever is free. */
final class Shopper {

    private static final long MOMENT = 200;

    private final Shopping work;
    private final List<URI> nodes;
    private final AtomicInteger unadvised = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();
    private final Latencies latencies = new Latencies();
    private final Map<Integer, Integer> answers = new ConcurrentHashMap<>();
    private long began;

    Shopper(Shopping work) {
        this.work = work;
        nodes = work.nodes();
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
        return new Shopped(seconds, answers, latencies, unadvised.get());
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
        int node = line == null ? 0 : nodes.indexOf(line.url());
        while (true) {
            HttpLine.Answer answer = new HttpLine.Answer(0, 0);
            try {
                line = line == null || line.closed() ? new HttpLine(nodes.get(node), NodeSetup.WRITE_KEY) : line;
                answer = line.post(body);
            } catch (IOException e) {
                line = hangUp(line);
            }
            count(answer);
            latencies.add(due, System.nanoTime());
            if (answer.status() == 200 || !work.retry()) {
                return line;
            }
            node = (node + 1) % nodes.size();
            line = nodes.size() > 1 ? hangUp(line) : line;
            // Who is sent away by one node may ask the next at once, as a proxy in front of them does.
            long pause = nodes.size() > 1 && node > 0 ? MOMENT : Math.max(MOMENT, answer.retryAfter() * 1000L);
            sleepUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause));
        }
    }

    private void count(HttpLine.Answer answer) {
        answers.merge(answer.status(), 1, Integer::sum);
        if ((answer.status() == 429 || answer.status() == 503) && answer.retryAfter() == 0) {
            unadvised.incrementAndGet();
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
