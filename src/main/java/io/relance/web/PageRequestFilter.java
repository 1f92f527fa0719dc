package io.relance.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Marks requests that share what {@link PageConnections} leaves to them, and tells those that found no place to come
 * back. The intake has connections of its own; health and metrics must be told whatever the pages do.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class PageRequestFilter extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/v1/") || path.startsWith("/api/s/") || path.startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (PageRequest page = PageRequest.begin()) {
            try {
                chain.doFilter(request, response);
            } catch (ServletException | RuntimeException e) {
                if (!page.isTurnedAway()) {
                    throw e;
                }
                logger.debug("a request found no place", e);
            }
            if (page.isTurnedAway() && !response.isCommitted()) {
                response.reset();
                response.setHeader(HttpHeaders.RETRY_AFTER, "5");
                response.sendError(
                        HttpServletResponse.SC_SERVICE_UNAVAILABLE, "too many requests are being answered just now");
            }
        }
    }
}
