package io.relance.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses a query with the character NUL: nothing that is stored has it, and the database takes no question with it. */
@Component
class StorableQuery implements HandlerInterceptor, WebMvcConfigurer {

    /** Those without a form in their body, of which the parameters are the query's alone. */
    private static final Set<String> VERBS = Set.of("GET", "HEAD", "DELETE");

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (VERBS.contains(request.getMethod())) {
            request.getParameterMap().forEach((name, values) -> {
                if (Arrays.stream(values).anyMatch(value -> value.indexOf('\0') >= 0)) {
                    throw new ResponseStatusException(
                            HttpStatus.BAD_REQUEST, name + " accepts text without the character NUL (%00).");
                }
            });
        }
        return true;
    }
}
