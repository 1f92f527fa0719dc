package io.relance.bench;

import java.util.List;
import java.util.Map;

/**
 * How much each work does.
 *
 * @param mode its name in the report
 * @param runs how often everything is measured, each time on a fresh database and a fresh JVM; one run shares them
 * @param warm contacts who warm the JVM up before anything is measured
 * @param warmRounds how often they do, at most
 * @param rounds how often W3's and W8's turns are repeated; twice as often W1's with and without the gate
 * @param mails W1's contacts, an event and a mail each
 * @param waitFor how long W2's diagram waits
 * @param waits W2's runs
 * @param waiting W3's numbers of waiting runs; the first is started by events, the others are copied from it
 * @param steps W3's events of each kind at each number
 * @param engine W4's runs for each of start, wake-up and timer
 * @param stock as many on the stock engine, which is so slow that fewer tell its rate, and W4b's tasks
 * @param intakeSeconds W6's seconds
 * @param stored W7's messages
 * @param customers W8's customers
 * @param acts W8's events of a kind in a turn
 * @param pieceSeconds how long a piece of W8's traffic takes
 */
record Sizes(
        String mode,
        int runs,
        int warm,
        int warmRounds,
        int rounds,
        int mails,
        String waitFor,
        int waits,
        List<Integer> waiting,
        int steps,
        int engine,
        int stock,
        int intakeSeconds,
        int stored,
        int customers,
        int acts,
        int pieceSeconds) {

    static final Sizes FULL = new Sizes(
            "full",
            3,
            2_000,
            30,
            3,
            20_000,
            "PT1M",
            20_000,
            List.of(10_000, 100_000, 1_000_000),
            1_000,
            10_000,
            10_000,
            60,
            100_000,
            1_000_000,
            10_000,
            10);

    static final Sizes QUICK = new Sizes(
            "quick",
            1,
            1_000,
            5,
            3,
            5_000,
            "PT10S",
            5_000,
            List.of(10_000, 100_000),
            400,
            3_000,
            800,
            5,
            4_000,
            100_000,
            2_000,
            5);

    /** For form only: whatever it measures means nothing. */
    static final Sizes TINY =
            new Sizes("tiny", 1, 20, 1, 1, 100, "PT3S", 40, List.of(50, 100), 5, 20, 20, 1, 50, 200, 20, 1);

    /** PostgreSQL's settings beside those of the fault tests: as the operators' document says for a million contacts. */
    Map<String, String> postgres() {
        return this == TINY
                ? Map.of()
                : Map.of(
                        "shared_buffers", "4GB",
                        "effective_cache_size", "12GB",
                        "max_wal_size", "16GB",
                        "checkpoint_timeout", "15min");
    }

    Sizes times(int otherRuns) {
        return new Sizes(
                mode,
                otherRuns,
                warm,
                warmRounds,
                rounds,
                mails,
                waitFor,
                waits,
                waiting,
                steps,
                engine,
                stock,
                intakeSeconds,
                stored,
                customers,
                acts,
                pieceSeconds);
    }
}
