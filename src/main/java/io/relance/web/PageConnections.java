package io.relance.web;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The pool of connections, of which pages and APIs together hold two fifths at most: however slow they are, timers, inbox
 * and senders find theirs. A request that finds no place within a moment is told to come back.
 */
class PageConnections extends DelegatingDataSource {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Semaphore places;

    PageConnections(HikariDataSource pool) {
        super(pool);
        this.places = new Semaphore(Math.max(1, pool.getMaximumPoolSize() * 2 / 5));
    }

    /** A connection; throws {@link SQLTransientConnectionException} where a request finds no place. */
    @Override
    public Connection getConnection() throws SQLException {
        PageRequest request = PageRequest.ofThisThread();
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
