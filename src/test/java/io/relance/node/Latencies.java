package io.relance.node;

import java.util.Arrays;

/** How long answers took, in microseconds, each kept; safe for many threads. */
final class Latencies {

    private long[] micros = new long[1024];
    private int count;

    synchronized void add(long nanos) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, count * 2);
        }
        micros[count++] = nanos / 1000;
    }

    /** The latency that this share of all answers did not exceed, in milliseconds. */
    synchronized double quantile(double share) {
        if (count == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        return sorted[Math.min(count - 1, (int) Math.ceil(share * count) - 1)] / 1000.0;
    }
}
