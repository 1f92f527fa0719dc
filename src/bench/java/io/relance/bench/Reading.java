package io.relance.bench;

/**
 * Every counter of a node and its PostgreSQL at one moment.
 *
 * @param nanos when, by {@link System#nanoTime}
 * @param jvm CPU seconds of the node
 * @param compiler CPU seconds of these that its compiler took
 * @param postgres CPU seconds of the server with all its back-ends
 * @param statements statements that clients sent
 * @param commits transactions
 * @param disk bytes of all tables and indexes of the database
 * @param wal bytes of write-ahead log
 */
record Reading(
        long nanos, double jvm, double compiler, double postgres, long statements, long commits, long disk, long wal) {

    /** What lies between two readings, per unit of work. */
    Usage until(Reading later, int units) {
        double seconds = (later.nanos - nanos) / 1e9;
        return new Usage(
                units,
                seconds,
                1000 * (later.jvm - jvm) / units,
                1000 * (later.compiler - compiler) / units,
                1000 * (later.postgres - postgres) / units,
                (double) (later.statements - statements) / units,
                (double) (later.commits - commits) / units,
                (double) (later.disk - disk) / units,
                (double) (later.wal - wal) / units);
    }
}
