package io.relance.message;

import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * A sign of life that needs no clock: a lock in the database, held by a connection of its own and gone with this node.
 * A lease alone would be read by another node's clock, and one that is ahead would take out of our hands what we have
 * in them.
 */
@Component
class Presence implements DisposableBean {

    private static final int SECONDS = 2;

    private final Set<UUID> held = ConcurrentHashMap.newKeySet();
    private final long node = new SecureRandom().nextLong();
    private final HikariDataSource database;
    private Connection sign;

    Presence(DataSource database) throws SQLException {
        this.database = database.unwrap(HikariDataSource.class);
        show();
    }

    /** Shows the sign (again), where it is not to be seen: at the start, and after the database was away. */
    final synchronized void show() throws SQLException {
        if (sign != null && sign.isValid(SECONDS)) {
            return;
        }
        destroy();
        sign = DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
        try (var statement = sign.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, node);
            statement.execute();
        }
    }

    /** What names this node: the upper half of its owners, and its lock. */
    long node() {
        return node;
    }

    /** A new owner of a batch, of this node. */
    UUID begin() {
        UUID owner = new UUID(node, UUID.randomUUID().getLeastSignificantBits());
        held.add(owner);
        return owner;
    }

    /** The batch was put down, or given up. */
    void end(UUID owner) {
        held.remove(owner);
    }

    /** The owners of this node that are at work. */
    Set<UUID> held() {
        return Set.copyOf(held);
    }

    @Override
    public final synchronized void destroy() throws SQLException {
        if (sign != null) {
            sign.close();
        }
    }
}
