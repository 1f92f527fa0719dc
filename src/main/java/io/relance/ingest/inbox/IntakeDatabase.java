package io.relance.ingest.inbox;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Connections of the intake's own, to the same database: however busy journeys and pages are, events come in, and where
 * they cannot, clients are told so in time instead of being kept waiting.
 */
@Configuration(proxyBeanMethods = false)
class IntakeDatabase {

    static final String POOL = "intakePool";

    private static final int CONNECTIONS = 8;

    /** Milliseconds; clients give up after ten seconds or so. */
    private static final long PATIENCE = 2_000;

    @Bean(name = POOL, defaultCandidate = false)
    HikariDataSource intakePool(DataSource database) throws SQLException {
        var pool = new HikariDataSource();
        database.unwrap(HikariDataSource.class).copyStateTo(pool);
        pool.setPoolName("intake");
        pool.setMinimumIdle(1);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionTimeout(PATIENCE);
        pool.setValidationTimeout(PATIENCE / 2);
        // A database that hangs, or another request that holds the same messageId: the client is told in time.
        pool.setConnectionInitSql(
                Objects.requireNonNullElse(pool.getConnectionInitSql(), "select 1") + "; set statement_timeout = '4s'");
        pool.setJdbcUrl(impatient(pool.getJdbcUrl()));
        return pool;
    }

    /** In the address, because both pools share one object for the other properties of a connection. */
    private static String impatient(String url) {
        return url + (url.contains("?") ? "&" : "?") + "socketTimeout=5&connectTimeout=2";
    }

    @Bean(defaultCandidate = false)
    InboxRoom inboxRoom(@Qualifier(POOL) DataSource pool, InboxSettings settings) {
        return new InboxRoom(JdbcClient.create(pool), settings);
    }

    @Bean(defaultCandidate = false)
    Arrivals intakeArrivals(@Qualifier(POOL) DataSource pool, InboxSettings settings, Clock clock) {
        return new Arrivals(JdbcClient.create(pool), settings, clock);
    }

    @Bean(defaultCandidate = false)
    RejectedTable intakeRejected(@Qualifier(POOL) DataSource pool, IntakeCounters counters) {
        return new RejectedTable(JdbcClient.create(pool), counters);
    }

    @Bean(defaultCandidate = false)
    TransactionTemplate intakeTransaction(@Qualifier(POOL) DataSource pool) {
        return new TransactionTemplate(new JdbcTransactionManager(pool));
    }
}
