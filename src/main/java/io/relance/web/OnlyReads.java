package io.relance.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Marks what an API does for a request that only asks. The login before it is not meant: a wrong password is written
 * down.
 */
class OnlyReads implements HandlerInterceptor {

    private static final Set<String> VERBS = Set.of("GET", "HEAD");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        mark(VERBS.contains(request.getMethod()));
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        mark(false);
    }

    private static void mark(boolean reads) {
        PageRequest page = PageRequest.ofThisThread();
        if (page != null) {
            page.onlyReads(reads);
        }
    }
}
