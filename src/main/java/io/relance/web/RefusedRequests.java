package io.relance.web;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Refusals as RFC 9457 problem details; what cannot be read is told with what would be accepted. */
@ControllerAdvice
class RefusedRequests extends ResponseEntityExceptionHandler {

    private static final int LONGEST_TOLD = 100;

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException refused, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = refused instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : refused.getPropertyName();
        String value = String.valueOf(refused.getValue());
        String told = value.substring(0, Math.min(value.length(), LONGEST_TOLD));
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status, name + " accepts " + accepted(refused.getRequiredType()) + ", not '" + told + "'.");
        return handleExceptionInternal(refused, problem, headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException refused, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status, "Failed to read request: the body accepts one JSON object, as this address describes it.");
        return handleExceptionInternal(refused, problem, headers, status, request);
    }

    private static String accepted(Class<?> type) {
        Class<?> boxed = type == null ? Object.class : ClassUtils.resolvePrimitiveIfNecessary(type);
        if (boxed == Boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(boxed)) {
            return "a whole number";
        }
        return boxed.isEnum()
                ? Arrays.stream(boxed.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "))
                : "another value";
    }
}
