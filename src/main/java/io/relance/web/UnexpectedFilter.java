package io.relance.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers a machine whose request met a failure nobody foresaw: that it failed, and nothing of how, which is in the log.
 * It stands outside of {@link PageRequestFilter} and {@link DatabaseAwayFilter}: what they tell to come back is none. Pages
 * for people have the error page, by {@link UnexpectedErrors}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnexpectedFilter extends OncePerRequestFilter {

    private static final Set<String> MACHINES = Set.of("/api/", "/v1/", "/channel/");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return MACHINES.stream().noneMatch(request.getRequestURI()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (response.isCommitted()) {
                throw e;
            }
            logger.error(request.getMethod() + " " + request.getRequestURI() + " failed", e);
            response.resetBuffer();
            ProblemAnswers.answer(response, HttpStatus.INTERNAL_SERVER_ERROR, UnexpectedErrors.TOLD);
        }
    }
}
