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
    private final SharedAnswer<Health> answers = new SharedAnswer<>("database health", FRESH, PATIENCE, this::look);

    DatabaseHealth(DataSource database) {
        this.database = database;
    }

    private Health look() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid((int) PATIENCE.toSeconds())
                    ? Health.up().build()
                    : down("its connection is dead");
        } catch (SQLException e) {
            return Health.down(e).build();
        }
    }

    private static Health down(String why) {
        return Health.down().withDetail("database", why).build();
    }

    @Override
    public Health health() {
        return answers.get().orElseGet(() -> down("it has not answered within " + PATIENCE.toSeconds() + " seconds"));
    }

    @Override
    public void destroy() {
        answers.close();
    }
}
