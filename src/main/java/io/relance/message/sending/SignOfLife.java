package io.relance.message.sending;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * A session that holds a lock of this node's own for as long as the node lives. A lease goes by the clock of whoever
 * reads it; a node whose clock is ahead would take over what another has in hand and is about to hand over.
 */
@Component
class SignOfLife implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SignOfLife.class);
    private static final int SECONDS_TO_ANSWER = 5;

    private final DataSource database;
    private final long number = UUID.randomUUID().getMostSignificantBits();
    private volatile Connection session;

    SignOfLife(DataSource database) {
        this.database = database;
    }

    /** The number of the lock. */
    long number() {
        return number;
    }

    /** Begins, where it has not begun; without a database there is none, and nothing to hold on to either. */
    void give() {
        if (session == null) {
            check();
        }
    }

    /** Makes sure that the session lives. */
    synchronized void check() {
        try {
            if (session == null || !session.isValid(SECONDS_TO_ANSWER)) {
                end();
                session = begin();
            }
        } catch (SQLException e) {
            log.warn("this node cannot give a sign of life, its leases alone protect what it has in hand", e);
        }
    }

    private Connection begin() throws SQLException {
        Connection fresh = database.getConnection();
        try (Statement statement = fresh.createStatement()) {
            // A machine that vanished must not look alive for the two hours that TCP would wait by itself.
            statement.execute("set tcp_keepalives_idle = 30");
            statement.execute("set tcp_keepalives_interval = 10");
            statement.execute("set tcp_keepalives_count = 3");
            statement.execute("select pg_advisory_lock(" + number + ")");
            return fresh;
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
    }

    private void end() throws SQLException {
        Connection last = session;
        session = null;
        if (last != null) {
            last.abort(Runnable::run);
            last.close();
        }
    }

    @Override
    public synchronized void destroy() {
        try {
            end();
        } catch (SQLException e) {
            log.debug("the session had ended before", e);
        }
    }
}
