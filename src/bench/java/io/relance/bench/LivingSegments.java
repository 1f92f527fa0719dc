package io.relance.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.Outside;
import io.relance.node.Shopping;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * W8: ranks, scores and segments of all customers reckoned anew while the shop goes on, and what it costs to look again at
 * a customer who does something. The bundled tables are on.
 */
final class LivingSegments implements Work {

    private static final Map<String, Boolean> NO_VALUE = Map.of("value", false);
    private static final String ON = "update segment.table_version set state = 'on' where id in (%s)";
    private static final String OFF = "update segment.table_version set state = 'off' where id in (%s)";

    @Override
    public void run(Rig rig, Sizes sizes, Run run) {
        WarmUp.untilQuiet(rig, sizes.warmRounds(), "W8's warm-up", round -> warm(rig, sizes.warm(), round));
        Population.load(rig, sizes.customers());
        everybody(rig, sizes, run);
        one(rig, sizes, run);
        rig.memoryInto(run.of("w8"));
    }

    /** A node in production has taken visits and gone over everybody before; here over the few who are there yet. */
    private static void warm(Rig rig, int people, int round) {
        rig.post(Shopping.batches(rig.url(), Events.track("warm", "Page Viewed", " w8 warm " + round), 0, people));
        rig.await("warm visits", () -> rig.database.number("select count(*) from ingest.inbox") == 0);
        rig.database.execute("update segment.person set segments = '{}', r = null, f = null, m = null, due_at = null");
        recompute(rig, NO_VALUE);
    }

    /**
     * Everybody's row is written and everybody who is somewhere told of; everybody's row alone, some times, which is what
     * the limit speaks of; hardly any; and once with what is to be expected of everybody, as every night.
     */
    private static void everybody(Rig rig, Sizes sizes, Run run) {
        try (Traffic traffic = new Traffic(rig, Math.min(sizes.customers(), sizes.warm()), sizes.pieceSeconds());
                LagProbe probe = new LagProbe(rig)) {
            traffic.start();
            Rig.pause(1000L * sizes.pieceSeconds());
            Usage alone = alone(rig, sizes, traffic, run, "w8.alone");
            run.of("w8.alone").put("cpu_s_per_s", perSecond(alone));
            probe.start();
            recompute(rig, sizes, traffic, alone, run, "w8.first", NO_VALUE);
            run.judge("w8.lag_s", probe.longest());
            List<String> all = new ArrayList<>(List.of("w8.first", "w8.again", "w8.value"));
            List<Double> written = new ArrayList<>();
            for (int round = 1; round <= sizes.rounds(); round++) {
                movedALittle(rig);
                all.add("w8.written" + round);
                written.add(recompute(rig, sizes, traffic, alone, run, "w8.written" + round, NO_VALUE));
            }
            run.judge("w8.cpu_s", middle(written));
            recompute(rig, sizes, traffic, alone, run, "w8.again", NO_VALUE);
            recompute(rig, sizes, traffic, alone, run, "w8.value", Map.of("value", true));
            run.judge("w8.p99_ratio", slowest(run, all));
        }
    }

    /** As after a night in which everything has moved a little and nobody anywhere else. */
    private static void movedALittle(Rig rig) {
        rig.database.execute("begin; lock table segment.person in exclusive mode;"
                + " update segment.person set r = null, f = null, m = null, due_at = null; commit");
        rig.database.execute("vacuum analyze segment.person");
    }

    private static double middle(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }

    /** What goes on, for a while, with nothing beside it. */
    private static Usage alone(Rig rig, Sizes sizes, Traffic traffic, Run run, String name) {
        Span span = new Span();
        Usage usage = rig.measure(name, 1, () -> span.during(() -> Rig.pause(2000L * sizes.pieceSeconds())));
        traffic.into(run, name, span);
        return usage;
    }

    /** CPU seconds of a recomputation beside what goes on. */
    private static double recompute(
            Rig rig, Sizes sizes, Traffic traffic, Usage alone, Run run, String name, Map<String, Boolean> asked) {
        // What a disk and its other users do at this hour, to be told from what the run does.
        alone(rig, sizes, traffic, run, name + ".before");
        TableWrites writes = TableWrites.read(rig.database);
        Span span = new Span();
        Usage usage = rig.measure(name, 1, () -> span.during(() -> recompute(rig, asked)));
        TableWrites.read(rig.database).since(writes).into(run.of(name + ".rows"));
        usage.into(run.of(name), "");
        traffic.into(run, name, span);
        double cpu = usage.cpuMillis() / 1000 - perSecond(alone) * usage.seconds();
        run.of(name).put("seconds", usage.seconds());
        run.of(name).put("cpu_s", cpu);
        System.out.printf(Locale.ROOT, "  %s: %.2f CPU-s in %.1f s%n", name, cpu, usage.seconds());
        return cpu;
    }

    /** The requests' latency by that of an empty endpoint, in the run beside which it was the highest. */
    private static double slowest(Run run, List<String> works) {
        return works.stream()
                .map(run::of)
                .mapToDouble(figures -> figures.get("intake_p99_ms") / figures.get("empty_p99_ms"))
                .max()
                .orElseThrow();
    }

    private static double perSecond(Usage usage) {
        return usage.cpuMillis() / 1000 / usage.seconds();
    }

    private static void recompute(Rig rig, Map<String, Boolean> asked) {
        Outside outside = new Outside(rig.node().address().getPort());
        String progress = told(outside, "POST", "/api/segments/recompute", asked, "progress");
        rig.awaitSlowly("W8's run", () -> {
            String state = told(outside, "GET", progress, null, "state");
            if (state.equals("failed")) {
                throw new IllegalStateException("the run over everybody failed; see the node's log");
            }
            return state.equals("done");
        });
    }

    private static String told(Outside outside, String verb, String path, Map<String, Boolean> asked, String what) {
        try {
            String body = outside.as("admin", verb, path, asked).body();
            return new ObjectMapper().readTree(body).path(what).asText();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the tables and, by turns, with tables that read nothing; counting what happens is on both sides. */
    private static void one(Rig rig, Sizes sizes, Run run) {
        double click = turns(
                rig,
                sizes,
                run,
                "click",
                round -> Events.track(Population.PEOPLE, "Email Link Clicked", " w8 click " + round));
        double purchase =
                turns(rig, sizes, run, "purchase", round -> Events.purchase(Population.PEOPLE, " w8 bought " + round));
        run.of("w8").put("click_ms", click);
        run.of("w8").put("purchase_ms", purchase);
        run.judge("w8.unit_ms", Math.max(click, purchase));
    }

    private static double turns(Rig rig, Sizes sizes, Run run, String name, IntFunction<String> event) {
        String on =
                rig.database.text("select string_agg(id::text, ', ') from segment.table_version where state = 'on'");
        double with = 0;
        double without = 0;
        for (int turn = 0; turn < sizes.rounds(); turn++) {
            // Who comes second finds warmer code.
            for (int side = 0; side < 2; side++) {
                boolean read = (turn + side) % 2 == 0;
                rig.database.execute((read ? ON : OFF).formatted(on));
                int from = (2 * turn + side) * sizes.acts();
                double cost = post(rig, name + (2 * turn + side), event.apply(turn), from, from + sizes.acts());
                with += read ? cost : 0;
                without += read ? 0 : cost;
            }
        }
        rig.database.execute(ON.formatted(on));
        run.of("w8").put(name + "_cpu_ms", with / sizes.rounds());
        run.of("w8").put(name + "_unread_cpu_ms", without / sizes.rounds());
        return (with - without) / sizes.rounds();
    }

    private static double post(Rig rig, String name, String event, int from, int to) {
        // The tables are read anew by the first batch.
        rig.post(Shopping.batches(rig.url(), Events.track("warm", "Email Link Clicked", " w8 " + name), 0, 1));
        rig.awaitSlowly("an empty inbox", () -> rig.database.number("select count(*) from ingest.inbox") == 0);
        String left = "select count(*) from (select from ingest.inbox limit 1) i";
        Usage usage = rig.measure("w8." + name, to - from, () -> {
            rig.post(Shopping.batches(rig.url(), event, from, to));
            rig.awaitSlowly("W8's events", () -> rig.database.number(left) == 0);
        });
        System.out.printf(Locale.ROOT, "  %s: %.3f CPU-ms%n", name, usage.cpuMillis());
        return usage.cpuMillis();
    }
}
