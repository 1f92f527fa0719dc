package io.relance.bench;

import java.util.Map;

/**
 * What a work took.
 *
 * @param units how many things were done
 * @param seconds how long it took
 * @param jvmMillis CPU milliseconds of the node per unit
 * @param compilerMillis what the JVM's compiler took of it
 * @param postgresMillis CPU milliseconds of PostgreSQL per unit
 * @param statements statements per unit
 * @param commits transactions per unit
 * @param diskBytes bytes that all tables and indexes grew per unit
 * @param walBytes bytes of write-ahead log per unit
 */
record Usage(
        int units,
        double seconds,
        double jvmMillis,
        double compilerMillis,
        double postgresMillis,
        double statements,
        double commits,
        double diskBytes,
        double walBytes) {

    double perSecond() {
        return units / seconds;
    }

    /** CPU milliseconds of node and PostgreSQL together per unit: CPU seconds per thousand. */
    double cpuMillis() {
        return jvmMillis + postgresMillis;
    }

    /** Writes all of it into a run's figures. */
    void into(Map<String, Double> figures, String prefix) {
        figures.put(prefix + "units", (double) units);
        figures.put(prefix + "per_s", perSecond());
        figures.put(prefix + "jvm_cpu_ms", jvmMillis);
        figures.put(prefix + "jvm_compiler_cpu_ms", compilerMillis);
        figures.put(prefix + "postgres_cpu_ms", postgresMillis);
        figures.put(prefix + "cpu_ms", cpuMillis());
        figures.put(prefix + "statements", statements);
        figures.put(prefix + "commits", commits);
        figures.put(prefix + "disk_bytes", diskBytes);
        figures.put(prefix + "wal_bytes", walBytes);
    }
}
