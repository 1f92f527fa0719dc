package io.relance.bench;

import io.relance.node.NodeDatabase;
import io.relance.node.Shopping;
import io.relance.node.Tool;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;

/**
 * W4 and W4b: starts, wake-ups and due timers of one diagram through our intake, the same on the stock Spring Boot
 * starter, and bare tasks of db-scheduler: all in the same run, one after the other.
 */
final class Engines implements Work {

    private static final String PEOPLE = "w4";
    private static final String RUNNING =
            "select count(*) from journey.enrolment where journey = 'bench-engine' and ended_at is null";

    @Override
    public void run(Rig rig, Sizes sizes, Run run) {
        int runs = sizes.engine();
        rig.identify(PEOPLE, 2 * runs);
        rig.identify("w4warm", runs);
        round(rig, "w4warm", runs / 2, new Run());
        round(rig, PEOPLE, runs, run);
        stock(sizes.stock(), run);
        bare(sizes.stock(), run);
        ratio(run, "start");
        ratio(run, "wake");
        ratio(run, "timer");
        run.judge(
                "w4.timer_vs_bare",
                run.of("w4.ours.timer").get("cpu_ms") / run.of("w4.bare").get("cpu_ms"));
    }

    private static void ratio(Run run, String kind) {
        run.judge(
                "w4." + kind + "_ratio",
                run.of("w4.ours." + kind).get("per_s")
                        / run.of("w4.stock." + kind).get("per_s"));
    }

    private static void round(Rig rig, String people, int runs, Run run) {
        long before = rig.database.number(RUNNING);
        rig.measure("w4.start", 2 * runs, () -> {
                    rig.post(Shopping.batches(rig.url(), Events.track(people, "Race Begun"), 0, 2 * runs));
                    rig.awaitSlowly("W4's starts", () -> rig.database.number(RUNNING) - before >= 2 * runs);
                })
                .into(run.of("w4.ours.start"), "");
        rig.settle();
        rig.measure("w4.wake", runs, () -> {
                    rig.post(Shopping.batches(rig.url(), Events.purchase(people), 0, runs));
                    rig.awaitSlowly("W4's purchases", () -> rig.database.number(RUNNING) - before <= runs);
                })
                .into(run.of("w4.ours.wake"), "");
        rig.settle();
        rig.measure("w4.timer", runs, () -> {
                    rig.database.execute(
                            "update act_ru_job set duedate_ = now() at time zone 'UTC' where process_instance_id_ in"
                                    + " (select p.id_ from act_ru_execution p join journey.enrolment e"
                                    + " on p.business_key_ = e.id::text where e.journey = 'bench-engine')");
                    rig.awaitSlowly("W4's timers", () -> rig.database.number(RUNNING) - before <= 0);
                })
                .into(run.of("w4.ours.timer"), "");
        rig.memoryInto(run.of("w4.ours.timer"));
    }

    private static void stock(int runs, Run run) {
        try (NodeDatabase database = NodeDatabase.create(Path.of("target/bench/stock"));
                Tool engine = Tool.start(StockEngine.class, database.url())) {
            engine.ask("starts " + runs);
            engine.ask("wakes " + runs / 2);
            engine.ask("timers");
            database.execute("vacuum analyze");
            phase(database, engine, "starts " + 2 * runs, 2 * runs, run, "w4.stock.start");
            database.execute("vacuum analyze");
            phase(database, engine, "wakes " + runs, runs, run, "w4.stock.wake");
            database.execute("vacuum analyze");
            phase(database, engine, "timers", runs, run, "w4.stock.timer");
        }
    }

    private static void bare(int tasks, Run run) {
        try (NodeDatabase database = NodeDatabase.create(Path.of("target/bench/tasks"));
                Tool scheduler = Tool.start(BareTasks.class, database.url())) {
            scheduler.ask("schedule " + tasks);
            scheduler.ask("run");
            scheduler.ask("schedule " + tasks);
            database.execute("vacuum analyze");
            phase(database, scheduler, "run", tasks, run, "w4.bare");
        }
    }

    /** Asks a tool to do something, which answers with the seconds it took. */
    private static void phase(NodeDatabase database, Tool tool, String what, int units, Run run, String row) {
        try (MemoryWatch memory = new MemoryWatch(database)) {
            Reading before = reading(tool, database, false);
            double seconds = Double.parseDouble(tool.ask(what));
            before.until(reading(tool, database, true), units).into(run.of(row), "");
            run.of(row).put("per_s", units / seconds);
            run.of(row).put("jvm_peak_bytes", (double) tool.peakMemory());
            run.of(row).put("postgres_peak_bytes", (double) memory.peak());
        }
    }

    private static Reading reading(Tool tool, NodeDatabase database, boolean after) {
        DoubleSupplier compiler = () -> Threads.compiler(tool.pid());
        return after ? Reading.after(tool::cpu, compiler, database) : Reading.of(tool::cpu, compiler, database);
    }
}
