package io.relance.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Healthy while the database answers. However many ask, one looks: where the database is away, those who watch the node
 * would otherwise hold its threads until none is left to tell the shop to come again.
 */
@Component("dbHealthIndicator")
class DatabaseHealth implements HealthIndicator, DisposableBean {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DataSource database;
    private final SharedAnswer<Boolean> answers = new SharedAnswer<>("database health", FRESH, PATIENCE, this::look);

    DatabaseHealth(DataSource database) {
        this.database = database;
    }

    private boolean look() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.isValid((int) PATIENCE.toSeconds());
        }
    }

    @Override
    public Health health() {
        return answers.get().orElse(false)
                ? Health.up().build()
                : Health.down().withDetail("database", "does not answer").build();
    }

    @Override
    public void destroy() {
        answers.close();
    }
}
