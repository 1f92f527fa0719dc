package io.relance.bench;

import io.relance.node.Latencies;
import io.relance.node.LoadDriver;
import io.relance.node.Shopped;
import io.relance.node.Shopping;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final List<Shopped> intake = new ArrayList<>();
    private final List<Shopped> empty = new ArrayList<>();
    /** What is told of now: pieces that began before belong to something else. */
    private final AtomicInteger period = new AtomicInteger();

    private volatile boolean ended;

    /**
     * @param people how many of W8's people visit the shop
     * @param seconds how long a piece of it takes: latencies are told of whole pieces
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
                new ArrayList<>(),
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

    private void go(List<Shopped> answers, int perSecond, int events, IntFunction<Shopping> piece) {
        LoadDriver driver = LoadDriver.start();
        drivers.add(driver);
        going.add(CompletableFuture.runAsync(
                () -> {
                    for (int round = 0; !ended; round++) {
                        long until = System.nanoTime() + 1_000_000_000L * events / perSecond;
                        int begun = period.get();
                        Shopped shopped = driver.run(piece.apply(round)
                                .inBatchesOf(BATCH)
                                .over(CONNECTIONS)
                                .atRate(perSecond));
                        add(answers, shopped, begun);
                        // A piece of few batches is sent in no time.
                        LockSupport.parkNanos(until - System.nanoTime());
                    }
                },
                work -> new Thread(work, "traffic").start()));
    }

    private void add(List<Shopped> answers, Shopped shopped, int begun) {
        if (!shopped.answers().keySet().equals(Set.of(200))) {
            // An answer that took nothing is quicker; it must not better the figure.
            throw new IllegalStateException("not everything was taken: " + shopped.answers());
        }
        synchronized (answers) {
            if (begun == period.get()) {
                answers.add(shopped);
            }
        }
    }

    /** Forgets what was answered so far, and what is being answered. */
    void forget() {
        period.incrementAndGet();
        taken(intake);
        taken(empty);
    }

    /** Writes how long answers took since it was last told to forget; nothing where no piece was over. */
    void into(Run run, String work) {
        put(run, work, "intake_", taken(intake));
        put(run, work, "empty_", taken(empty));
    }

    private static void put(Run run, String work, String prefix, List<Shopped> pieces) {
        if (pieces.isEmpty()) {
            return;
        }
        Latencies all =
                Latencies.together(pieces.stream().map(Shopped::latencies).toList());
        run.of(work).put(prefix + "p50_ms", all.quantile(0.5));
        run.of(work).put(prefix + "p99_ms", all.quantile(0.99));
        run.of(work).put(prefix + "max_ms", all.quantile(1));
    }

    private static List<Shopped> taken(List<Shopped> answers) {
        synchronized (answers) {
            List<Shopped> taken = List.copyOf(answers);
            answers.clear();
            return taken;
        }
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
