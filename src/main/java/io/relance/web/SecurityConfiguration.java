package io.relance.web;

import static org.springframework.security.config.Customizer.withDefaults;

import io.relance.journey.Staff;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.web.SecurityFilterChain;

/** Who may open what: everything needs a login but intake, links in messages, providers' callbacks and health. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Thousands a second, each with a key that intake checks. */
    private static final String[] INTAKE = {"/v1/**", "/api/s/**"};

    /** What machines and customers reach without a login; each of them checks a signature or a token itself. */
    private static final String[] OPEN = {
        "/c/**", "/s/**", "/o/**", "/u/**", "/p/**", "/k/**", "/channel/sms/**", "/webhooks/**", "/actuator/health/**"
    };

    /** Pages take style, script and pictures from us alone, and are shown in nobody's frame. */
    private static final String OURS_ONLY =
            "default-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

    /** What Tasklist itself asks the engine for. */
    private static final String[] ADVISOR = {
        "/engine-rest/task/**",
        "/engine-rest/filter/**",
        "/engine-rest/engine/default/task/**",
        "/engine-rest/engine/default/filter/**"
    };

    /**
     * Paths are matched whole. Spring Security's own choice leaves out the part that a servlet is mapped to, so that no
     * pattern for the engine's REST API, which has servlets of its own, would ever match.
     */
    @Bean
    static PathPatternRequestMatcherBuilderFactoryBean wholePaths() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    /** One span and one timer per filter and request say nothing that the request's own do not. */
    @Bean
    static SecurityObservationSettings withoutObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Nothing but the headers: nobody logs in here, and whatever looks for a login costs every event. */
    @Bean
    @Order(5)
    SecurityFilterChain intake(HttpSecurity http) throws Exception {
        return stateless(http.securityMatcher(INTAKE))
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(10)
    SecurityFilterChain open(HttpSecurity http) throws Exception {
        return stateless(http.securityMatcher(OPEN))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** The engine's web applications bring their own login, session and CSRF token. */
    @Bean
    @Order(20)
    SecurityFilterChain engineWebapps(HttpSecurity http) throws Exception {
        return http.securityMatcher("/camunda/**")
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .securityContext(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/camunda/api/admin/setup/**")
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .build();
    }

    @Bean
    @Order(30)
    SecurityFilterChain engineRest(HttpSecurity http) throws Exception {
        return stateless(http.securityMatcher("/engine-rest/**"))
                .httpBasic(withDefaults())
                .authorizeHttpRequests(requests -> requests.requestMatchers(ADVISOR)
                        .hasAnyRole("ADVISOR", "ANALYST", "ADMIN")
                        .anyRequest()
                        .hasAnyRole("ANALYST", "ADMIN"))
                .build();
    }

    @Bean
    @Order(40)
    SecurityFilterChain apis(HttpSecurity http) throws Exception {
        ProblemAnswers problems = new ProblemAnswers();
        return stateless(http.securityMatcher("/api/**", "/actuator/**"))
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/**")
                        .hasRole("ADMIN")
                        .requestMatchers(HttpMethod.PUT, "/api/pressure")
                        .hasRole("ADMIN")
                        .requestMatchers(HttpMethod.DELETE, "/api/contacts/**")
                        .hasRole("ADMIN")
                        .requestMatchers("/api/rights/**")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .hasAnyRole("ANALYST", "ADMIN"))
                .build();
    }

    @Bean
    @Order(50)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/error", "/favicon.ico", "/web/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/login").permitAll())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(OURS_ONLY)))
                .build();
    }

    @Bean
    AuthenticationProvider staffLogin(Staff staff) {
        return new StaffLogin(staff);
    }

    private static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }
}
