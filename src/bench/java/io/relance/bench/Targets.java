package io.relance.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is to be reached on two cores, and the table that says whether it was. */
final class Targets {

    /** What a figure is, and its limit: at most, or at least where {@code atLeast}. */
    private record Target(String what, double limit, boolean atLeast) {

        boolean reached(double value) {
            return atLeast ? value >= limit : value <= limit;
        }

        @Override
        public String toString() {
            return (atLeast ? ">= " : "<= ") + (limit == Math.rint(limit) ? "%.0f" : "%.2f").formatted(limit);
        }
    }

    private static final Map<String, Target> ALL = new LinkedHashMap<>();

    static {
        atMost("w1.cpu_s_per_1000", 1.3, "CPU-s per 1,000 e-mails");
        atLeast("w1.per_s", 1000, "e-mails a second");
        atMost("w1.gate_ratio", 1.15, "CPU with the whole gate / with consent alone");
        atMost("w2.lag_s", 12, "seconds from the last due time to the last mail");
        atMost("w2.wrong", 0, "buyers written to");
        atMost("w2.duplicates", 0, "mails twice");
        atMost("w2.cpu_s_per_1000", 2.6, "CPU-s per 1,000 runs");
        atMost("w3.growth_unmatched", 1.25, "an event nobody waits for: cost with the most runs / with the fewest");
        atMost("w3.growth_wake", 1.25, "a purchase that ends a run: the same");
        atMost("w3.growth_timer", 1.25, "a due timer: the same");
        atMost("w3.growth_start", 1.25, "a start: the same");
        atMost("w3.bytes_per_run", 4096, "bytes per waiting run");
        atLeast("w4.start_ratio", 6, "starts: our rate / the stock engine's");
        atLeast("w4.wake_ratio", 6, "wake-ups: the same");
        atLeast("w4.timer_ratio", 8, "due timers: the same");
        atMost("w4.timer_vs_bare", 5, "a due timer's CPU / a bare task's");
        atLeast("w5.ratio", 1 / 3.0, "our rate / that of writing the rows only");
        atMost("w6.p99_ratio", 3, "p99 of the intake / of an empty endpoint");
        atMost("w6.lag_s", 2, "seconds from answer to timeline, the longest");
        atMost("w7.bytes_per_message", 3072, "bytes per message");
        atMost("w8.cpu_s", 60, "CPU-s for ranks, scores and segments of all customers");
        atMost("w8.p99_ratio", 3, "p99 of the intake / of an empty endpoint, during the slowest run over everybody");
        atMost("w8.lag_s", 2, "seconds from answer to timeline during the first of these runs, the longest");
        atMost("w8.unit_ms", 0.3, "CPU-ms to look at a customer again who acts");
    }

    private Targets() {}

    private static void atMost(String key, double limit, String what) {
        ALL.put(key, new Target(what, limit, false));
    }

    private static void atLeast(String key, double limit, String what) {
        ALL.put(key, new Target(what, limit, true));
    }

    static void print(Map<String, Report.Spread> judged) {
        String line = "%-22s %10s %10s %10s %9s %-6s %s%n";
        System.out.printf(Locale.ROOT, "%n" + line, "figure", "median", "least", "most", "to reach", "", "");
        judged.forEach((key, spread) -> {
            Target target = ALL.get(key);
            System.out.printf(
                    Locale.ROOT,
                    line,
                    key,
                    number(spread.median()),
                    number(spread.least()),
                    number(spread.most()),
                    target,
                    target.reached(spread.median()) ? "" : "MISSED",
                    target.what());
        });
    }

    /** Every figure that is judged. */
    static Set<String> keys() {
        return ALL.keySet();
    }

    private static String number(double value) {
        return (Math.abs(value) >= 100 ? "%.0f" : "%.3f").formatted(value);
    }

    /** How to read a report of this mode. */
    static List<String> notes(Sizes sizes) {
        List<String> notes = new ArrayList<>();
        notes.add("CPU is user and system time from /proc, PostgreSQL's with all its back-ends;"
                + " shop and SMTP server are not counted, but share the cores.");
        notes.add("Before measuring, a fresh JVM goes through at most " + sizes.warmRounds() + " rounds of "
                + sizes.warm() + " mails and as many waits of other contacts.");
        notes.add("W3: the first " + sizes.waiting().get(0)
                + " runs are started by events; the others are copies of them, row by row, made by SQL.");
        notes.add("W8: of " + sizes.customers()
                + " customers; what goes on beside the run is subtracted by its rate before.");
        if (sizes.runs() == 1) {
            notes.add("One run, smaller sizes, and all works on one node and one database.");
        }
        return notes;
    }
}
