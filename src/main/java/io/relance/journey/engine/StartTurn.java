package io.relance.journey.engine;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Nodes that start together take turns from the making of the engine until their content is published: on an empty
 * database two at once would both make the engine's tables, the first admin, the first version of every journey. The
 * database forgets the turn of a node that dies.
 */
@Component
class StartTurn implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(StartTurn.class);
    private static final String LOCK = "pg_advisory_lock(hashtext('relance.start'))";
    private static final String UNLOCK = "pg_advisory_unlock_all()";

    /** A node that hangs while it starts must not keep all others out for ever. */
    private static final String PATIENCE = "set lock_timeout = '2min'";

    private Connection turn;

    StartTurn(DataSource database) throws SQLException {
        turn = database.getConnection();
        try (var statement = turn.createStatement()) {
            statement.execute(PATIENCE);
            statement.execute("select " + LOCK);
        } catch (SQLException e) {
            log.warn("another node has been starting for long; this one goes on beside it: {}", e.getMessage());
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void over() throws SQLException {
        destroy();
    }

    @Override
    public synchronized void destroy() throws SQLException {
        if (turn == null) {
            return;
        }
        try (Connection mine = turn;
                var statement = mine.createStatement()) {
            turn = null;
            statement.execute("select " + UNLOCK);
            statement.execute("reset lock_timeout");
        }
    }
}
