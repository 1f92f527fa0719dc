package io.relance.journey;

import org.camunda.bpm.engine.IdentityService;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts {@link EngineLogin} right behind the login. */
@Configuration(proxyBeanMethods = false)
class EngineLoginConfiguration {

    @Bean
    FilterRegistrationBean<EngineLogin> engineLogin(IdentityService identity) {
        var filter = new FilterRegistrationBean<>(new EngineLogin(identity));
        filter.addUrlPatterns("/engine-rest/*");
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        return filter;
    }
}
