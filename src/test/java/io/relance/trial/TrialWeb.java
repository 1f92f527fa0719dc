package io.relance.trial;

import static org.springframework.web.servlet.function.RequestPredicates.GET;

import io.relance.contact.Contacts;
import io.relance.contact.Facet;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** The trial's own addresses: no login, no CSRF token, but only for this machine. */
@TestConfiguration(proxyBeanMethods = false)
class TrialWeb {

    @Bean
    RouterFunction<ServerResponse> trialPages(TrialEndpoints endpoints) {
        return RouterFunctions.route()
                .GET("/trial/clock", request -> endpoints.clock())
                .POST("/trial/clock", endpoints::moveClock)
                .GET("/trial/mailbox.json", endpoints::mailbox)
                .GET("/trial/known/{userId}", endpoints::known)
                .resource(GET("/trial/shop"), new ClassPathResource("trial/shop.html"))
                .resource(GET("/trial/mailbox"), new ClassPathResource("trial/mailbox.html"))
                .resources("/trial/**", new ClassPathResource("trial/"))
                .build();
    }

    @Bean
    TrialEndpoints trialEndpoints(Trial trial, Contacts contacts, List<Facet> facets) {
        return new TrialEndpoints(trial, contacts, facets);
    }

    @Bean
    @Order(0)
    SecurityFilterChain trialAccess(HttpSecurity http) throws Exception {
        return http.securityMatcher("/trial/**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .access((login, request) -> new AuthorizationDecision(
                                isThisMachine(request.getRequest().getRemoteAddr()))))
                .build();
    }

    /** Goes by the connection, never by a header, which anybody can write. */
    private static boolean isThisMachine(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
