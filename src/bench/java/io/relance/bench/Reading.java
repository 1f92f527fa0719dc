package io.relance.bench;

import io.relance.node.NodeDatabase;
import java.util.function.DoubleSupplier;

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

    /** Statements of a client that looks on are not the product's. */
    private static final String STATEMENTS =
            "select coalesce(sum(calls), 0)::bigint from pg_stat_statements where query not like '%pg_stat%'";

    private static final String DISK =
            """
            select sum(pg_total_relation_size(c.oid))::bigint from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')""";

    /** Reads every counter; CPU and time first, since reading the others costs some. */
    static Reading of(DoubleSupplier jvm, DoubleSupplier compiler, NodeDatabase database) {
        return with(System.nanoTime(), jvm.getAsDouble(), compiler.getAsDouble(), database.cpu(), database);
    }

    /** The same after work: back-ends tell their counters late, but CPU and time count from now. */
    static Reading after(DoubleSupplier jvm, DoubleSupplier compiler, NodeDatabase database) {
        long now = System.nanoTime();
        double cpu = jvm.getAsDouble();
        double ofCompiler = compiler.getAsDouble();
        double postgres = database.cpu();
        Rig.pause(1200);
        return with(now, cpu, ofCompiler, postgres, database);
    }

    private static Reading with(long nanos, double jvm, double compiler, double postgres, NodeDatabase database) {
        return new Reading(
                nanos,
                jvm,
                compiler,
                postgres,
                database.number(STATEMENTS),
                database.number("select xact_commit from pg_stat_database where datname = current_database()"),
                database.number(DISK),
                database.number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"));
    }

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
