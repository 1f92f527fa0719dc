package io.relance.node;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;

/** How long answers took, in microseconds, each kept; safe for many threads. */
public final class Latencies {

    private long[] micros;
    private int count;

    Latencies() {
        this(new long[0]);
    }

    @JsonCreator
    Latencies(long[] micros) {
        this.micros = micros.clone();
        this.count = micros.length;
    }

    /** All of these as if they were one. */
    public static Latencies together(Collection<Latencies> parts) {
        return new Latencies(parts.stream()
                .flatMapToLong(part -> Arrays.stream(part.micros()))
                .toArray());
    }

    synchronized void add(long nanos) {
        if (count == micros.length) {
            micros = Arrays.copyOf(micros, Math.max(1024, count * 2));
        }
        micros[count++] = nanos / 1000;
    }

    @JsonValue
    synchronized long[] micros() {
        return Arrays.copyOf(micros, count);
    }

    /** The latency that this share of all answers did not exceed, in milliseconds; 0 without answers. */
    public double quantile(double share) {
        long[] sorted = micros();
        if (sorted.length == 0) {
            return 0;
        }
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1000.0;
    }
}
