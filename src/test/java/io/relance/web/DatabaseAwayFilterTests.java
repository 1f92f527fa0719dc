package io.relance.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DatabaseAwayFilterTests {

    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private static FilterChain failing(SQLException why) {
        return (request, response) -> {
            throw new ServletException(new IllegalStateException("cannot read", why));
        };
    }

    static Stream<SQLException> away() {
        return Stream.of(
                new SQLTransientConnectionException("no connection in time"),
                new SQLException("refused", "08001"),
                new SQLException("shut down", "57P01"));
    }

    @ParameterizedTest
    @MethodSource("away")
    void whoeverAsksWhileTheDatabaseIsAwayIsToldToComeBack(SQLException why) throws Exception {
        new DatabaseAwayFilter().doFilter(new MockHttpServletRequest(), response, failing(why));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    }

    @Test
    void everyOtherFailureStaysWhatItIs() {
        FilterChain chain = failing(new SQLException("no such table", "42P01"));

        assertThatThrownBy(() -> new DatabaseAwayFilter().doFilter(new MockHttpServletRequest(), response, chain))
                .isInstanceOf(ServletException.class);
    }
}
