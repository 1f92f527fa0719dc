package io.relance.bench;

import io.relance.node.Shopping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * W3: what an event, a purchase, a timer and a start cost while ten thousand, a hundred thousand and a million runs wait.
 * In each round as many runs start as end, so that their number stays.
 */
final class ManyWaiting implements Work {

    private static final String STARTED = "w3";
    private static final String NEW = "w3n";

    private static final String OF_A_RUN =
            """
            select sum(pg_total_relation_size(c.oid))::bigint from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and (n.nspname = 'journey' or c.relname like 'act\\_ru\\_%'
              or c.relname like 'act\\_hi\\_%' or (n.nspname = 'contact' and c.relname like 'decision%'))""";

    private static final String IN_TIME = "journey = 'bench-many' and ended_at > '%s'";

    private int rounds;
    private int newcomers;

    @Override
    public void run(Rig rig, Sizes sizes, Run run) {
        int base = sizes.waiting().get(0);
        int steps = sizes.steps();
        rounds = sizes.rounds();
        newcomers = 0;
        rig.identify(STARTED, base);
        rig.identify(NEW, 2 * steps * (1 + rounds * sizes.waiting().size()));
        run.judge("w3.bytes_per_run", bytesPerRun(rig, base));
        round(rig, STARTED, 0, steps, "warm");
        Map<String, Map<Integer, Double>> costs = new LinkedHashMap<>();
        for (int size : sizes.waiting()) {
            String people = size == base ? STARTED : Copies.grow(rig, STARTED + "-" + (base - 1), size);
            for (int i = 0; i < rounds; i++) {
                add(costs, size, round(rig, people, (i + 1) * steps, steps, size + "." + i), run);
            }
        }
        rig.memoryInto(run.of("w3"));
        costs.forEach((kind, bySize) -> run.judge("w3.growth_" + kind, bySize.get(last(sizes)) / bySize.get(base)));
    }

    private static int last(Sizes sizes) {
        return sizes.waiting().get(sizes.waiting().size() - 1);
    }

    /** Starts the first runs by events, and sees what they need on disk. */
    private static double bytesPerRun(Rig rig, int base) {
        long before = rig.database.number(OF_A_RUN);
        start(rig, STARTED, 0, base);
        rig.settle();
        return (double) (rig.database.number(OF_A_RUN) - before) / base;
    }

    /** What each of the four costs, once. */
    private Map<String, Usage> round(Rig rig, String people, int from, int steps, String name) {
        Map<String, Usage> usages = new LinkedHashMap<>();
        int first = newcomers;
        newcomers += 2 * steps;
        usages.put("start", rig.measure("w3.start." + name, 2 * steps, () -> start(rig, NEW, first, newcomers)));
        usages.put("wake", rig.measure("w3.wake." + name, steps, () -> wake(rig, people, from, from + steps)));
        makeDue(rig, people, steps);
        int mails = rig.sink.count();
        usages.put(
                "timer",
                rig.measure(
                        "w3.timer." + name,
                        steps,
                        () -> rig.await("W3's timers", () -> rig.sink.count() - mails >= steps)));
        usages.put(
                "unmatched",
                rig.measure("w3.unmatched." + name, 2 * steps, () -> look(rig, people, from, from + 2 * steps, name)));
        return usages;
    }

    private static void start(Rig rig, String people, int from, int to) {
        long last = rig.database.number("select max(id) from journey.enrolment");
        rig.post(Shopping.batches(rig.url(), Events.track(people, "Door Passed"), from, to));
        String entered = "select count(*) from journey.enrolment where id > " + last;
        rig.awaitSlowly("W3's starts", () -> rig.database.number(entered) >= to - from);
    }

    private static void wake(Rig rig, String people, int from, int to) {
        String ended = "select count(*) from journey.enrolment where "
                + IN_TIME.formatted(rig.database.text("select coalesce(max(ended_at), '2000-01-01') from"
                        + " journey.enrolment where journey = 'bench-many' and ended_at is not null"));
        rig.post(Shopping.batches(rig.url(), Events.purchase(people), from, to));
        rig.awaitSlowly("W3's purchases", () -> rig.database.number(ended) >= to - from);
    }

    /**
     * The timers of runs that began one after the other, as those have that come due together, of people who do not buy.
     * They are due in two seconds: time enough to read the counters before.
     */
    private void makeDue(Rig rig, String people, int steps) {
        rig.database.execute(
                """
                update act_ru_job set duedate_ = (now() at time zone 'UTC') + interval '2 seconds'
                where process_instance_id_ in (
                  select p.id_ from (
                    select e.id from journey.enrolment e join contact.contact c on c.id = e.contact_id
                    where e.journey = 'bench-many' and e.ended_at is null and c.user_id like '%1$s-%%'
                      and substring(c.user_id from '[0-9]+$')::int >= %2$d
                    order by e.id limit %3$d) next
                  join act_ru_execution p on p.business_key_ = next.id::text)"""
                        .formatted(people, (1 + rounds) * steps, steps));
    }

    private static void look(Rig rig, String people, int from, int to, String round) {
        String recorded = "select last_value from contact.activity_id";
        long before = rig.database.number(recorded);
        rig.post(Shopping.batches(rig.url(), Events.track(people, "Window Looked At", round), from, to));
        rig.awaitSlowly(
                "W3's events",
                () -> rig.database.number(recorded) - before >= to - from
                        && rig.database.number("select count(*) from (select from ingest.inbox limit 1) i") == 0);
    }

    /** Keeps each usage, and the median cost of each kind at each size. */
    private static void add(Map<String, Map<Integer, Double>> costs, int size, Map<String, Usage> round, Run run) {
        round.forEach((kind, usage) -> {
            Map<String, Double> figures = run.of("w3." + kind + "." + size);
            List<Double> soFar = new java.util.ArrayList<>();
            figures.forEach((name, value) -> {
                if (name.endsWith(".cpu_ms")) {
                    soFar.add(value);
                }
            });
            usage.into(figures, "round" + (soFar.size() + 1) + ".");
            soFar.add(usage.cpuMillis());
            double median = soFar.stream().sorted().toList().get(soFar.size() / 2);
            figures.put("median_cpu_ms", median);
            costs.computeIfAbsent(kind, any -> new LinkedHashMap<>()).put(size, median);
        });
    }
}
