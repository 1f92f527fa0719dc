package io.relance.web;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Connections of their own for requests that only read, to a copy of the database that only reads. */
@Configuration(proxyBeanMethods = false)
class ReplicaConfiguration implements WebMvcConfigurer {

    private static final String POOL = "replicaPool";

    /** Milliseconds; then the primary is asked. */
    private static final long PATIENCE = 1_000;

    @Bean(name = POOL, defaultCandidate = false)
    @ConditionalOnExpression("!'${relance.replica.url:}'.isEmpty()")
    HikariDataSource replicaPool(DataSource database, ReplicaSettings settings) throws SQLException {
        var pool = new HikariDataSource();
        HikariDataSource primary = database.unwrap(HikariDataSource.class);
        primary.copyStateTo(pool);
        pool.setPoolName("replica");
        pool.setJdbcUrl(settings.url());
        if (!settings.username().isEmpty()) {
            pool.setUsername(settings.username());
        }
        if (!settings.password().isEmpty()) {
            pool.setPassword(settings.password());
        }
        pool.setReadOnly(true);
        pool.setMinimumIdle(1);
        pool.setMaximumPoolSize(PageConnections.share(primary));
        pool.setConnectionTimeout(PATIENCE);
        pool.setValidationTimeout(PATIENCE);
        // A node starts, and works, without its replica.
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    @Bean
    Replica replica(@Qualifier(POOL) ObjectProvider<HikariDataSource> pool) {
        return new Replica(pool.getIfAvailable());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new OnlyReads()).addPathPatterns("/api/**");
    }
}
