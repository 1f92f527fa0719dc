package io.relance.bench;

import io.relance.node.Shopping;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Makes a fresh JVM as warm as one in production: rounds of mails, waits, purchases and due timers of contacts that are
 * not measured, until its compiler has hardly anything left to do.
 */
final class WarmUp {

    /** Of the JVM's CPU in a round, the compiler's. */
    private static final double QUIET = 0.1;

    /** A compiler is busy for longer only where it has no core of its own. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(8);

    private static final String RUNNING =
            "select count(*) from journey.enrolment where journey = 'bench-wait' and ended_at is null";

    private static final String DUE_NOW =
            """
            update act_ru_job set duedate_ = now() at time zone 'UTC' where process_instance_id_ in (
              select p.id_ from act_ru_execution p join journey.enrolment e on p.business_key_ = e.id::text
              where e.journey = 'bench-wait')""";

    private final Rig rig;
    private final int people;

    WarmUp(Rig rig, int people) {
        this.rig = rig;
        this.people = people;
    }

    /** At most so many rounds. */
    void run(int most) {
        rig.identify("warm", people);
        untilQuiet(rig, most, "warm-up", round -> round(" warm " + round));
    }

    /** Does something again and again until the compiler has hardly anything left to do, at most so many times. */
    static void untilQuiet(Rig rig, int most, String what, IntConsumer work) {
        double share = 1;
        for (int round = 1; round <= most && share > QUIET; round++) {
            Reading before = rig.read();
            work.accept(round);
            Reading after = rig.read();
            letCompile(rig);
            share = (after.compiler() - before.compiler()) / (after.jvm() - before.jvm());
            System.out.printf(
                    Locale.ROOT, "  %s %d: the compiler has %.0f %% of the JVM's CPU%n", what, round, 100 * share);
        }
    }

    /** What a round found worth compiling is compiled before the next, not beside what is measured. */
    private static void letCompile(Rig rig) {
        double before;
        long until = System.nanoTime() + PATIENCE;
        double now = rig.compilerCpu();
        do {
            before = now;
            Rig.pause(500);
            now = rig.compilerCpu();
        } while (now - before > 0.05 && System.nanoTime() < until);
    }

    private void round(String name) {
        rig.mails("warm", 0, people, name);
        int mails = rig.sink.count();
        long entered = rig.database.number("select max(id) from journey.enrolment");
        rig.post(Shopping.batches(rig.url(), Events.track("warm", "Cart Left", name), 0, people));
        rig.awaitSlowly(
                "carts",
                () -> rig.database.number("select count(*) from journey.enrolment where id > " + entered) >= people);
        rig.post(Shopping.batches(rig.url(), Events.purchase("warm", name), 0, people / 2));
        rig.awaitSlowly("purchases", () -> rig.database.number(RUNNING) <= people - people / 2);
        rig.database.execute(DUE_NOW);
        rig.awaitSlowly("timers", () -> rig.database.number(RUNNING) == 0);
        rig.await("mails after timers", () -> rig.sink.count() - mails >= people - people / 2);
    }
}
