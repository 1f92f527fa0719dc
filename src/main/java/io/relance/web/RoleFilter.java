package io.relance.web;

import io.relance.shared.NodeRoles;
import io.relance.shared.NodeRoles.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** A node answers only what its roles are for; health and metrics it always answers. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RoleFilter extends OncePerRequestFilter {

    private final NodeRoles roles;

    RoleFilter(NodeRoles roles) {
        this.roles = roles;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Role needed = needed(request.getRequestURI());
        if (needed == null || roles.does(needed)) {
            chain.doFilter(request, response);
            return;
        }
        if (needed == Role.INTAKE) {
            // Tracking clients drop what is answered with 4xx; an event on the wrong node must come again.
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
        }
        response.sendError(
                needed == Role.INTAKE ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_NOT_FOUND,
                "this node does not have the role " + needed.name().toLowerCase(Locale.ROOT));
    }

    private static Role needed(String path) {
        if (path.startsWith("/actuator/") || path.equals("/error")) {
            return null;
        }
        return path.startsWith("/v1/") || path.startsWith("/api/s/") ? Role.INTAKE : Role.WEB;
    }
}
