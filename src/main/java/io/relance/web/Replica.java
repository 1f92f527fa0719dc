package io.relance.web;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to the copy of the database that only reads, where there is one and it answers. */
class Replica {

    private static final Logger log = LoggerFactory.getLogger(Replica.class);

    /** One that does not answer is left alone this long: each try costs a request its patience. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** It has to say within this that it is alive. */
    private static final int SECONDS = 1;

    private static final long AVAILABLE = Long.MIN_VALUE;

    private final HikariDataSource pool;
    private final AtomicLong failedAt = new AtomicLong(AVAILABLE);

    /** @param pool null: there is none */
    Replica(HikariDataSource pool) {
        this.pool = pool;
    }

    /** A connection; empty where the primary has to do. */
    Optional<Connection> connection() {
        if (pool == null || pauses()) {
            return Optional.empty();
        }
        try {
            Connection connection = alive();
            if (failedAt.getAndSet(AVAILABLE) != AVAILABLE) {
                log.info("the replica answers again");
            }
            return Optional.of(connection);
        } catch (SQLException e) {
            if (failedAt.getAndSet(System.nanoTime()) == AVAILABLE) {
                log.warn("the replica does not answer; APIs read from the primary: {}", e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** One that was used a moment ago the pool would give out unasked. */
    private Connection alive() throws SQLException {
        Connection connection = pool.getConnection();
        if (!connection.isValid(SECONDS)) {
            pool.evictConnection(connection);
            throw new SQLException("its connection is dead");
        }
        return connection;
    }

    private boolean pauses() {
        long last = failedAt.get();
        return last != AVAILABLE && System.nanoTime() - last < PAUSE.toNanos();
    }
}
