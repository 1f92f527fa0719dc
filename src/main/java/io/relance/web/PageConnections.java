package io.relance.web;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The pool of connections, of which pages and APIs together hold two fifths at most: however slow they are, timers, inbox
 * and senders find theirs. A request that finds no place within a moment is told to come back. What only reads is read
 * from the {@link Replica}, where there is one.
 */
class PageConnections extends DelegatingDataSource {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Supplier<Replica> replica;
    private final Semaphore places;

    /** @param replica asked for when it is first needed: it is made after the pool */
    PageConnections(HikariDataSource pool, Supplier<Replica> replica) {
        super(pool);
        this.replica = replica;
        this.places = new Semaphore(share(pool));
    }

    /** So many connections are for pages and APIs. */
    static int share(HikariDataSource pool) {
        return Math.max(1, pool.getMaximumPoolSize() * 2 / 5);
    }

    /** A connection; throws {@link SQLTransientConnectionException} where a request finds no place. */
    @Override
    public Connection getConnection() throws SQLException {
        PageRequest request = PageRequest.ofThisThread();
        Optional<Connection> copy =
                request != null && request.onlyReads() ? replica.get().connection() : Optional.empty();
        if (copy.isPresent()) {
            return copy.get();
        }
        if (request != null && !request.enters(this::enter, places::release)) {
            throw new SQLTransientConnectionException("too many requests hold a connection just now");
        }
        return super.getConnection();
    }

    private boolean enter() {
        try {
            return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
