package io.relance.web;

import jakarta.servlet.RequestDispatcher;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;

/** What the error page says: our refusals in their words, and of a failure nobody foresaw nothing of how it came about. */
@Component
class UnexpectedErrors extends DefaultErrorAttributes {

    /** What whoever asked is told. */
    static final String TOLD = "this request failed on our side; why is in our log";

    private static final String MESSAGE = "message";

    @Override
    public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
        Map<String, Object> attributes = super.getErrorAttributes(request, options);
        Throwable failure = getError(request);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE, RequestAttributes.SCOPE_REQUEST);
        boolean failed = Objects.equals(status, HttpStatus.INTERNAL_SERVER_ERROR.value());
        if (failed && failure != null && !(failure instanceof ErrorResponse)) {
            attributes.replace(MESSAGE, TOLD);
        }
        return attributes;
    }
}
