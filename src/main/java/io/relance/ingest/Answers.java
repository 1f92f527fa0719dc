package io.relance.ingest;

import java.time.Duration;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** What tracking clients are told. They drop what is refused with 4xx (429 aside) and send again on 429 and 5xx. */
final class Answers {

    private Answers() {}

    static ResponseEntity<Object> taken() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Map.of("success", true));
    }

    static ResponseEntity<Object> refused(String detail) {
        return problem(HttpStatus.BAD_REQUEST, detail, new HttpHeaders());
    }

    /** With a scheme of our own: Basic would make browsers ask visitors for a password. */
    static ResponseEntity<Object> unknownKey() {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "WriteKey realm=\"intake\"");
        return problem(
                HttpStatus.UNAUTHORIZED,
                "the write key is missing or unknown; accepted: as user name of Basic authentication, in the header"
                        + " X-Write-Key, or as \"writeKey\" in the body",
                headers);
    }

    static ResponseEntity<Object> tooMany(Duration wait) {
        return problem(HttpStatus.TOO_MANY_REQUESTS, "this key sends more events than it may", retryAfter(wait));
    }

    static ResponseEntity<Object> notNow() {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "the events cannot be made durable now; nothing of this request counts until it is sent again",
                retryAfter(Duration.ofSeconds(5)));
    }

    private static HttpHeaders retryAfter(Duration wait) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(
                HttpHeaders.RETRY_AFTER,
                String.valueOf(Math.max(1, wait.plusMillis(999).toSeconds())));
        return headers;
    }

    /** Always as a problem detail, whatever the client accepts. */
    private static ResponseEntity<Object> problem(HttpStatus status, String detail, HttpHeaders headers) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}
