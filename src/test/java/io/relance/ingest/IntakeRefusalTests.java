package io.relance.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/** What clients are told when they are not taken in. */
class IntakeRefusalTests extends IngestTest {

    @Autowired
    IntakeRates rates;

    @Autowired
    @Qualifier("intakePool")
    HikariDataSource pool;

    private HikariDataSource poolOfTheOthers;

    @Autowired
    void findPoolOfTheOthers(DataSource database) throws SQLException {
        poolOfTheOthers = database.unwrap(HikariDataSource.class);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Write-Key,wrong",
        "X-Write-Key,test",
        "Authorization,Basic ###",
        "Authorization,Bearer test-key",
        "Content-Type,application/json"
    })
    void refusesAnUnknownKey(String header, String value) {
        var answer = post("/v1/track", EVENT, header, value);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertProblem(answer, "X-Write-Key");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(count("inbox")).isZero();
    }

    @Test
    void refusesABatchWhoseContextWouldFillTheMemory() {
        String events = ("{\"type\":\"track\",\"event\":\"x\",\"userId\":\"u\"},").repeat(2_000);
        String context = "{\"context\":{\"filler\":\"" + "x".repeat(30 * 1024) + "\"},\"batch\":[";
        var answer = post("/v1/batch", context + events.substring(0, events.length() - 1) + "]}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertProblem(answer, "context");
        assertThat(count("inbox")).isZero();
        assertThat(count("rejected")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batch\":[",
                "",
                "event=x",
                "{} {}",
                "{\"a\":01}",
                "{\"batch\":{}}",
                "{\"userId\":\"u-1\"}",
                "[]",
                "\"text\"",
                "null"
            })
    void refusesWhatIsNoBatch(String body) {
        var answer = post("/v1/batch", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertProblem(answer, "accepted: ");
    }

    @Test
    void refusesJsonThatIsNestedWithoutEnd() {
        assertThat(post("/v1/track", "[".repeat(100_000)).statusCode()).isEqualTo(400);
        assertThat(post(
                                "/v1/track",
                                "{\"userId\":\"u\",\"event\":\"e\",\"properties\":" + "{\"a\":".repeat(2_000) + "1"
                                        + "}".repeat(2_001))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesABodyOver500Kb() {
        String tooLong = "{\"batch\":[],\"filler\":\"" + "x".repeat(512_000) + "\"}";
        assertProblem(post("/v1/batch", tooLong), "500 KB");
        byte[] bytes = tooLong.getBytes(StandardCharsets.UTF_8);
        assertProblem(post("/v1/batch", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))), "500 KB");
        byte[] bomb = gzip("{\"batch\":[],\"filler\":\"" + "x".repeat(50_000_000) + "\"}");
        assertThat(bomb).hasSizeLessThan(512_000);
        assertProblem(
                post(
                        "/v1/batch",
                        BodyPublishers.ofByteArray(bomb),
                        "Content-Encoding",
                        "gzip",
                        "X-Write-Key",
                        "test-key"),
                "500 KB");
        String fits = "{\"batch\":[],\"filler\":\"" + "x".repeat(511_900) + "\"}";
        assertTaken(post("/v1/batch", fits));
    }

    @Test
    void refusesWhatOnlyClaimsToBeGzip() {
        var answer = post("/v1/track", EVENT, "Content-Encoding", "gzip", "X-Write-Key", "test-key");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertProblem(answer, "gzip");
        assertProblem(post("/v1/track", EVENT, "Content-Encoding", "br", "X-Write-Key", "test-key"), "gzip");
    }

    @Test
    void refusesASingleEventOver32KbOrAboutNobody() {
        assertProblem(post("/v1/track", big(33 * 1024)), "32 KB");
        assertProblem(post("/v1/track", "{\"event\":\"Product Viewed\",\"userId\":\" \"}"), "anonymousId");
        assertProblem(post("/v1/alias", "{\"previousId\":\"a-1\"}"), "userId");
        assertProblem(post("/v1/track", "[1]"), "JSON object");
        assertThat(count("rejected")).isZero();
        assertThat(count("inbox")).isZero();
        assertTaken(post("/v1/track", big(30 * 1024)));
    }

    @Test
    void slowsDownAKeyThatSendsTooMuch() {
        assertThat(rates.take("other", 20_000)).isEmpty();
        String batch = "{\"batch\":[" + "1,".repeat(19_999) + "1]}";
        var answer = post("/v1/batch", batch, "X-Write-Key", "other-key");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 10L);
        assertTaken(post("/v1/track", EVENT));
        assertThat(count("rejected")).isZero();
    }

    @Test
    void whoSendsSlowlyIsInNobodysWay() throws IOException {
        String head = "POST /v1/track HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{";
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                slow.add(socket);
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            }
            assertTaken(post("/v1/track", EVENT));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void asksToComeBackWhenTheDatabaseCannotTakeIt() throws SQLException {
        withoutConnections(pool, () -> {
            var answer = post("/v1/track", EVENT);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isPositive();
            assertProblem(answer, "durable");
        });
        assertTakenSoon();
        assertThat(count("inbox")).isEqualTo(1);
    }

    @Test
    void comesInHoweverBusyTheOthersAre() throws SQLException {
        withoutConnections(poolOfTheOthers, () -> assertTaken(post("/v1/track", EVENT)));
        assertThat(count("inbox")).isEqualTo(1);
    }

    @Test
    void itsOwnImpatienceIsNotThatOfTheOthers() throws SQLException {
        try (Connection impatient = pool.getConnection();
                Connection patient = poolOfTheOthers.getConnection()) {
            assertThat(impatient.getNetworkTimeout()).isEqualTo(5_000);
            assertThat(patient.getNetworkTimeout()).isZero();
        }
        assertThat(poolOfTheOthers.getDataSourceProperties()).doesNotContainKey("socketTimeout");
    }

    /** A database that was away is asked again within a second. */
    private void assertTakenSoon() {
        await().untilAsserted(() -> assertTaken(post("/v1/track", EVENT)));
    }

    private static void withoutConnections(HikariDataSource pool, Runnable run) throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try {
            for (int i = 0; i < pool.getMaximumPoolSize(); i++) {
                taken.add(pool.getConnection());
            }
            run.run();
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }

    @Test
    void asksToComeBackWhenATableIsGone() {
        db.sql("alter table ingest.inbox rename to inbox_gone").update();
        try {
            assertThat(post("/v1/track", EVENT).statusCode()).isEqualTo(503);
        } finally {
            db.sql("alter table ingest.inbox_gone rename to inbox").update();
        }
        assertTakenSoon();
        assertThat(count("inbox"))
                .as("what was refused is not remembered as seen")
                .isEqualTo(1);
    }
}
