package io.relance.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers need before they send. */
class BrowserTests extends IngestTest {

    @ParameterizedTest
    @ValueSource(strings = {"/v1/t", "/v1/b", "/v1/i", "/v1/p", "/v1/s", "/v1/g", "/v1/a", "/api/s/track"})
    void letsBrowsersOfOtherSitesSend(String path) {
        var preflight = send(request(path)
                .method("OPTIONS", BodyPublishers.noBody())
                .headers(
                        "Origin",
                        "https://shop.example.org",
                        "Access-Control-Request-Method",
                        "POST",
                        "Access-Control-Request-Headers",
                        "authorization, content-type, x-retry-count, x-write-key"));
        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("*");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Methods")
                        .orElse(""))
                .contains("POST");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Headers")
                        .orElse(""))
                .containsIgnoringCase("authorization")
                .containsIgnoringCase("x-retry-count");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        var answer = post(path, "{\"batch\":[]}", "Origin", "https://shop.example.org", "X-Write-Key", "test-key");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    }

    @Test
    void tellsAnalyticsJsWhereToSend() {
        var answer = send(request("/v1/projects/test-key/settings"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"Segment.io\"", "\"apiKey\":\"test-key\"", "\"apiHost\":\"localhost/v1\"")
                .contains("\"protocol\":\"http\"");
        assertThat(send(request("/v1/projects/wrong/settings")).statusCode()).isEqualTo(401);
    }
}
