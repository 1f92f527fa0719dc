package io.relance.node;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.IntStream;

/** How long answers took, in microseconds, each kept with the moment its request was due; safe for many threads. */
public final class Latencies {

    private long[] due;
    private long[] micros;
    private int count;

    Latencies() {
        this(new long[0], new long[0]);
    }

    @JsonCreator
    Latencies(@JsonProperty("due") long[] due, @JsonProperty("micros") long[] micros) {
        this.due = due.clone();
        this.micros = micros.clone();
        this.count = micros.length;
    }

    /** All of these as if they were one. */
    public static Latencies together(Collection<Latencies> parts) {
        return new Latencies(
                parts.stream().flatMapToLong(part -> Arrays.stream(part.due())).toArray(),
                parts.stream()
                        .flatMapToLong(part -> Arrays.stream(part.micros()))
                        .toArray());
    }

    /** Of requests due from one moment until before another, on the clock of {@code System.nanoTime()}. */
    public synchronized Latencies between(long from, long until) {
        int[] within = IntStream.range(0, count)
                .filter(i -> due[i] - from >= 0 && due[i] - until < 0)
                .toArray();
        return new Latencies(
                Arrays.stream(within).mapToLong(i -> due[i]).toArray(),
                Arrays.stream(within).mapToLong(i -> micros[i]).toArray());
    }

    /** What a request took that was due then and is answered now; both on the clock that all processes here share. */
    synchronized void add(long dueAt, long now) {
        if (count == micros.length) {
            int room = Math.max(1024, count * 2);
            due = Arrays.copyOf(due, room);
            micros = Arrays.copyOf(micros, room);
        }
        due[count] = dueAt;
        micros[count++] = (now - dueAt) / 1000;
    }

    @JsonProperty
    synchronized long[] due() {
        return Arrays.copyOf(due, count);
    }

    @JsonProperty
    synchronized long[] micros() {
        return Arrays.copyOf(micros, count);
    }

    /** When the last request to be answered was due; the earliest moment there is without any. */
    public synchronized long lastDue() {
        return count == 0 ? Long.MIN_VALUE : due[count - 1];
    }

    /** How many answers. */
    public synchronized int count() {
        return count;
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
