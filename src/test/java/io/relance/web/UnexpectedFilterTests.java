package io.relance.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.error.ErrorAttributeOptions.Include;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.server.ResponseStatusException;

@ExtendWith(OutputCaptureExtension.class)
class UnexpectedFilterTests {

    private static final String SECRET = "select phone from contact.contact";

    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private static FilterChain failing(String state) {
        return (request, response) -> {
            throw new ServletException(new IllegalStateException(SECRET, new SQLException(SECRET, state)));
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/pressure", "/v1/track", "/channel/sms/inbound"})
    void aMachineIsToldThatItFailedAndTheLogWhy(String path, CapturedOutput log) throws Exception {
        new UnexpectedFilter().doFilter(new MockHttpServletRequest("PUT", path), response, failing("22021"));

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500,\"detail\":\""
                        + UnexpectedErrors.TOLD + "\"}");
        assertThat(log).contains("PUT " + path + " failed", SECRET, "UnexpectedFilterTests.java");
    }

    @Test
    void whoAsksWhileTheDatabaseIsAwayIsStillToldToComeBack() throws Exception {
        FilterChain inner = (request, answer) -> new DatabaseAwayFilter().doFilter(request, answer, failing("57P01"));

        new UnexpectedFilter().doFilter(new MockHttpServletRequest("GET", "/api/pressure"), response, inner);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
    }

    @Test
    void pagesForPeopleHaveTheErrorPage() {
        assertThatThrownBy(() -> new UnexpectedFilter()
                        .doFilter(new MockHttpServletRequest("GET", "/login"), response, failing("42P01")))
                .isInstanceOf(ServletException.class);
    }

    @ParameterizedTest
    @CsvSource({"500, true, false", "500, false, true", "404, true, true"})
    void theErrorPageTellsOfOurOwnRefusalsOnly(int status, boolean unforeseen, boolean told) {
        var request = new MockHttpServletRequest("GET", "/login");
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
        request.setAttribute(
                RequestDispatcher.ERROR_EXCEPTION,
                unforeseen
                        ? new IllegalStateException(SECRET)
                        : new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR, SECRET));

        Map<String, Object> attributes = new UnexpectedErrors()
                .getErrorAttributes(new ServletWebRequest(request), ErrorAttributeOptions.of(Include.MESSAGE));

        assertThat(attributes.get("message").toString().contains(SECRET)).isEqualTo(told);
        assertThat(attributes.get("message").equals(UnexpectedErrors.TOLD)).isEqualTo(!told);
    }
}
