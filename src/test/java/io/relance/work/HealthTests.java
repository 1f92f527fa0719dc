package io.relance.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.Outside;
import io.relance.RelanceTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a proxy and a container's health check go by. */
@RelanceTest
class HealthTests {

    @LocalServerPort
    int port;

    /** In these tests nothing listens where the relay should be. */
    @Test
    void aMailServerThatIsAwayTakesNoNodeAway() {
        assertThat(new Outside(port).get("/actuator/health").path("status").asText())
                .isEqualTo("UP");
    }
}
