package io.relance.web;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts {@link PageConnections} before the pool everybody but the intake uses. */
@Configuration(proxyBeanMethods = false)
class PageConnectionsConfiguration {

    private static final String POOL = "dataSource";

    @Bean
    static BeanPostProcessor pageConnections(ObjectProvider<Replica> replica) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return name.equals(POOL) && bean instanceof HikariDataSource pool
                        ? new PageConnections(pool, replica::getObject)
                        : bean;
            }
        };
    }
}
