package io.relance.bench;

import io.relance.node.Latencies;
import io.relance.node.LoadDriver;
import io.relance.node.Shopped;
import io.relance.node.Shopping;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * What goes on in a shop meanwhile: visits and mails at a steady rate until it is closed, and the same requests to an
 * endpoint that does nothing. As many requests a second as in W6, over as many connections.
 */
final class Traffic implements AutoCloseable {

    private static final int PER_SECOND = 200;
    private static final int MAILS_PER_SECOND = 20;
    private static final int BATCH = 4;
    private static final int CONNECTIONS = 4;

    private final Rig rig;
    private final int people;
    private final int seconds;
    private final List<LoadDriver> drivers = new ArrayList<>();
    private final List<CompletableFuture<Void>> going = new ArrayList<>();
    private final List<Latencies> intake = new CopyOnWriteArrayList<>();
    private final List<Latencies> empty = new CopyOnWriteArrayList<>();

    private volatile boolean ended;

    /**
     * @param people how many of W8's people visit the shop
     * @param seconds how long a piece of it takes: what a driver is asked for at once, and answers after
     */
    Traffic(Rig rig, int people, int seconds) {
        this.rig = rig;
        this.people = people;
        this.seconds = seconds;
    }

    void start() {
        String nothing = rig.node().address() + EmptyEndpoint.PATH;
        go(intake, PER_SECOND, visits(), round -> Shopping.batches(rig.url(), visit(round), 0, visits()));
        go(empty, PER_SECOND, visits(), round -> Shopping.batches(nothing, visit(round), 0, visits()));
        int mails = Math.min(MAILS_PER_SECOND * seconds, people);
        go(
                new CopyOnWriteArrayList<>(),
                MAILS_PER_SECOND,
                mails,
                round -> Shopping.batches(rig.url(), Events.track("warm", "Mail Wanted", " w8 " + round), 0, mails));
    }

    private static String visit(int round) {
        return Events.track(Population.PEOPLE, "Page Viewed", " w8 " + round);
    }

    private int visits() {
        return Math.min(PER_SECOND * seconds, people);
    }

    private void go(List<Latencies> answers, int perSecond, int events, IntFunction<Shopping> piece) {
        LoadDriver driver = LoadDriver.start();
        drivers.add(driver);
        going.add(CompletableFuture.runAsync(
                () -> {
                    for (int round = 0; !ended; round++) {
                        long until = System.nanoTime() + 1_000_000_000L * events / perSecond;
                        Shopped shopped = driver.run(piece.apply(round)
                                .inBatchesOf(BATCH)
                                .over(CONNECTIONS)
                                .atRate(perSecond));
                        add(answers, shopped);
                        // A piece of few batches is sent in no time.
                        LockSupport.parkNanos(until - System.nanoTime());
                    }
                },
                work -> new Thread(work, "traffic").start()));
    }

    private static void add(List<Latencies> answers, Shopped shopped) {
        if (!shopped.answers().keySet().equals(Set.of(200))) {
            // An answer that took nothing is quicker; it must not better the figure.
            throw new IllegalStateException("not everything was taken: " + shopped.answers());
        }
        answers.add(shopped.latencies());
    }

    /** Writes how long answers to requests took that were due while that lasted; waits until all of them are answered. */
    void into(Run run, String work, Span span) {
        rig.await("the traffic beside " + work, () -> {
            // What failed says so here.
            going.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
            return last(intake) >= span.until() && last(empty) >= span.until();
        });
        put(run, work, "intake_", between(intake, work, span));
        put(run, work, "empty_", between(empty, work, span));
    }

    /** When the last request of those answered was due. */
    private static long last(List<Latencies> answers) {
        return answers.isEmpty()
                ? Long.MIN_VALUE
                : answers.get(answers.size() - 1).lastDue();
    }

    private static Latencies between(List<Latencies> answers, String work, Span span) {
        Latencies within = Latencies.together(answers).between(span.from(), span.until());
        double due = span.seconds() * PER_SECOND / BATCH;
        if (within.count() < due / 2) {
            throw new IllegalStateException(
                    "beside %s there were %d requests, not %.0f".formatted(work, within.count(), due));
        }
        return within;
    }

    private static void put(Run run, String work, String prefix, Latencies answers) {
        run.of(work).put(prefix + "requests", (double) answers.count());
        run.of(work).put(prefix + "p50_ms", answers.quantile(0.5));
        run.of(work).put(prefix + "p99_ms", answers.quantile(0.99));
        run.of(work).put(prefix + "max_ms", answers.quantile(1));
    }

    @Override
    public void close() {
        ended = true;
        try {
            going.forEach(CompletableFuture::join);
        } finally {
            drivers.forEach(LoadDriver::close);
        }
    }
}
