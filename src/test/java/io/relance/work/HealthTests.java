package io.relance.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.RelanceTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a proxy and a container's health check go by. */
@RelanceTest
class HealthTests {

    @LocalServerPort
    int port;

    /** In these tests nothing listens where the relay should be. */
    @Test
    void aMailServerThatIsAwayTakesNoNodeAway() throws Exception {
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health"))
                .build();

        HttpResponse<String> answer = HttpClient.newHttpClient().send(health, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
