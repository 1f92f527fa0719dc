package io.relance.pressure.hearing;

import io.relance.pressure.policy.Gate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The rules in force. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

    @Bean
    Gate gate() {
        return Gate.ofAll();
    }
}
