package io.relance.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the benchmarks. System properties: {@code bench.quick} for sizes that take minutes, {@code bench.works} (say
 * {@code w1,w3}) for some of them, {@code bench.runs} for another number of runs, {@code bench.profile} to see where the
 * time goes.
 */
public final class Bench {

    /** Works that share a rig, in their order; the first of them lays the ground for the others. */
    private static final List<Map<String, Work>> GROUPS = List.of(
            group("w1", new OneMail(), "w7", new StoredMessages(), "w5", new PlainRows(), "gate", new WholeGate()),
            group("w2", new WaitAndBuy()),
            group("w3", new ManyWaiting(), "w6", new IntakeAlone()),
            group("w4", new Engines()),
            group("w8", new LivingSegments()));

    private final Sizes sizes;
    private final Set<String> chosen;
    private final Report report;
    private Rig shared;

    private Bench(Sizes sizes, Set<String> chosen) {
        this.sizes = sizes;
        this.chosen = chosen;
        report = new Report(sizes);
    }

    public static void main(String[] args) {
        Sizes sizes = Boolean.getBoolean("bench.quick") ? Sizes.QUICK : Sizes.FULL;
        sizes = Boolean.getBoolean("bench.tiny") ? Sizes.TINY : sizes;
        String works = System.getProperty("bench.works", "");
        sizes = sizes.times(Integer.getInteger("bench.runs", sizes.runs()));
        run(sizes, works.isBlank() ? Set.of() : Set.of(works.split("\\s*,\\s*")));
        // Threads of a driver that somebody forgot must not hold the build.
        System.exit(0);
    }

    /** Runs the chosen works (none chosen: all), prints a table and writes the report. */
    static void run(Sizes sizes, Set<String> chosen) {
        Bench bench = new Bench(sizes, chosen);
        HugePages pages = HugePages.reserve(sizes);
        try {
            GROUPS.stream().filter(bench::wanted).forEach(bench::measure);
        } finally {
            bench.closeShared();
            // Also where one work failed: the others took long.
            bench.report.write();
            pages.close();
        }
    }

    private boolean wanted(Map<String, Work> group) {
        return chosen.isEmpty() || group.keySet().stream().anyMatch(chosen::contains);
    }

    private void measure(Map<String, Work> group) {
        for (int i = 1; i <= sizes.runs(); i++) {
            Run run = new Run();
            Rig rig = rig();
            try {
                for (String work : group.keySet()) {
                    if (chosen.isEmpty() || chosen.contains(work) || laysTheGround(group, work)) {
                        System.out.printf("%s, run %d of %d%n", work, i, sizes.runs());
                        group.get(work).run(rig, sizes, run);
                        report.print(work, run);
                    }
                }
            } finally {
                release(rig);
            }
            report.add(run);
        }
    }

    private static boolean laysTheGround(Map<String, Work> group, String work) {
        return group.keySet().iterator().next().equals(work);
    }

    /** Fresh for each run; where there is one run only, all works share one. */
    private Rig rig() {
        if (sizes.runs() > 1) {
            return Rig.start(sizes);
        }
        if (shared == null) {
            shared = Rig.start(sizes);
        }
        return shared;
    }

    private void release(Rig rig) {
        if (sizes.runs() > 1) {
            rig.close();
        }
    }

    private void closeShared() {
        if (shared != null) {
            shared.close();
        }
    }

    private static Map<String, Work> group(Object... namesAndWorks) {
        Map<String, Work> group = new LinkedHashMap<>();
        List<Object> all = new ArrayList<>(List.of(namesAndWorks));
        for (int i = 0; i < all.size(); i += 2) {
            group.put((String) all.get(i), (Work) all.get(i + 1));
        }
        return group;
    }
}
