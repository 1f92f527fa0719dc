package io.relance.web;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Connections of their own for requests that only read, to a copy of the database that only reads. */
@Configuration(proxyBeanMethods = false)
class ReplicaConfiguration implements WebMvcConfigurer {

    /**
     * Where nothing that is read is kept for longer than the answer: a node that learnt from the replica which journeys
     * are on would start people by what was true a while ago.
     */
    private static final String[] READ = {"/api/contacts/**", "/api/intake/rejected", "/api/pressure"};

    /** Gives out what there is now, and leaves a record. */
    private static final String RECORDED = "/api/contacts/*/export";

    private static final String POOL = "replicaPool";

    /** Milliseconds; then the primary is asked. */
    private static final long PATIENCE = 1_000;

    @Bean(name = POOL, defaultCandidate = false)
    @Conditional(IsNamed.class)
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
        // Whatever is there but is no copy of the database gives no connection, and the primary is read.
        pool.setConnectionInitSql(Objects.requireNonNullElse(primary.getConnectionInitSql(), "select 1")
                + "; table contact.contact limit 0");
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

    /** Where the setting names one. */
    static class IsNamed implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment()
                    .getProperty("relance.replica.url", "")
                    .isEmpty();
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new OnlyReads()).addPathPatterns(READ).excludePathPatterns(RECORDED);
    }
}
