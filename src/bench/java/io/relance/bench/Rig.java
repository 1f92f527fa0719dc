package io.relance.bench;

import io.relance.node.LoadDriver;
import io.relance.node.Node;
import io.relance.node.NodeDatabase;
import io.relance.node.NodeSetup;
import io.relance.node.Shopped;
import io.relance.node.Shopping;
import io.relance.node.SinkProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A node with its PostgreSQL, its SMTP server and a shop: fresh, and each a process. */
final class Rig implements AutoCloseable {

    /** What a node is started with beside its settings; a production node would have the like. */
    static final String[] JVM = {"-Xmx2g", "-Duser.timezone=UTC"};

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(20);
    private static final long LOOK = 25;

    /** Consent and suppression are asked all the same. */
    private static final String NO_RULES =
            """
            {"caps": null, "hours": null, "holdBack": null, "spread": null, "refusedCall": null, "openCase": null,
             "sameContent": false, "sameOffer": null, "keyDays": false, "coldAfter": null}""";

    final NodeDatabase database;
    final SinkProcess sink;
    final LoadDriver shop;
    private final NodeSetup setup;
    private final MemoryWatch memory;
    private Node node;

    private Rig(String name, Path content, Map<String, String> postgres) {
        Path folder = Path.of("target/bench", name);
        database = NodeDatabase.create(folder.resolve("postgres"), postgres);
        memory = new MemoryWatch(database);
        sink = SinkProcess.start(folder.resolve("mails.txt"), false);
        shop = LoadDriver.start();
        setup = EmptyEndpoint.beside(name)
                .database(database)
                .smtp(sink.port())
                .content(content)
                .jvm(JVM);
    }

    /** Starts everything on an empty database and warms the node up. */
    static Rig start(Sizes sizes) {
        Rig rig = new Rig("rig", Content.prepare(sizes.waitFor()), sizes.postgres());
        try {
            rig.node = rig.setup.start();
            rig.withoutRules();
            new WarmUp(rig, sizes.warm()).run(sizes.warmRounds());
            return rig;
        } catch (RuntimeException e) {
            rig.close();
            throw e;
        }
    }

    /** The same people may be written to again and again. */
    void withoutRules() {
        database.execute("insert into pressure.setting (changed_at, changed_by, rules) values ('2026-01-01', 'bench', '"
                + NO_RULES + "')");
    }

    /** The rules of the gate that hold where nobody set any. */
    void withUsualRules() {
        database.execute("delete from pressure.setting");
    }

    Node node() {
        return node;
    }

    /** Makes contacts that may be written to, and waits until they are known. */
    void identify(String people, int count) {
        String known = "select count(*) from contact.contact where user_id like '" + people + "-%'";
        post(Shopping.batches(url(), Events.identify(people), 0, count));
        await(people + " known", () -> database.number(known) >= count);
        settle();
    }

    /** Lets these contacts each ask for a mail, and waits until all of them have arrived. */
    void mails(String people, int from, int to, String round) {
        int before = sink.count();
        post(Shopping.batches(url(), Events.track(people, "Mail Wanted", round), from, to));
        await("mails to " + people, () -> sink.count() - before >= to - from);
    }

    /** Sends events; whatever is not taken in the end is a failure. */
    Shopped post(Shopping work) {
        Shopped shopped = shop.run(work);
        if (!shopped.answers().containsKey(200)) {
            throw new IllegalStateException("the intake took nothing: " + shopped.answers());
        }
        return shopped;
    }

    String url() {
        return node.address() + "/v1/batch";
    }

    /** Leaves nothing for later that is not of the measured work: no vacuum, no statistics, no checkpoint. */
    void settle() {
        await("an empty inbox", () -> database.number("select count(*) from ingest.inbox") == 0);
        database.execute("vacuum analyze");
        database.execute("checkpoint");
    }

    void await(String what, BooleanSupplier done) {
        long until = System.nanoTime() + PATIENCE;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("waited too long for " + what);
            }
            pause(LOOK);
        }
    }

    /** The same for what costs PostgreSQL something to answer. */
    void awaitSlowly(String what, BooleanSupplier done) {
        await(what, () -> {
            pause(4 * LOOK);
            return done.getAsBoolean();
        });
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** CPU seconds the node's compiler has taken. */
    double compilerCpu() {
        return Threads.compiler(node.process().pid());
    }

    /** Reads every counter. */
    Reading read() {
        return Reading.of(node::cpu, this::compilerCpu, database);
    }

    /** Reads after work: back-ends tell their counters late, but CPU and time count from now. */
    Reading readAfter() {
        return Reading.after(node::cpu, this::compilerCpu, database);
    }

    /** Does a work of so many units between two readings, with a profile where one is asked for. */
    Usage measure(String name, int units, Runnable work) {
        Profile profile = Profile.begin(name, this);
        Reading before = read();
        work.run();
        Reading after = readAfter();
        profile.end(units);
        return before.until(after, units);
    }

    /** Peak memory in bytes: the node's over its life, PostgreSQL's as seen every second. */
    void memoryInto(Map<String, Double> figures) {
        figures.put("jvm_peak_bytes", (double) node.peakMemory());
        figures.put("postgres_peak_bytes", (double) memory.peak());
    }

    @Override
    public void close() {
        if (node != null) {
            node.kill();
        }
        shop.close();
        sink.close();
        memory.close();
        database.close();
    }
}
