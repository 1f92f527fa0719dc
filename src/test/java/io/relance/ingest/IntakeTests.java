package io.relance.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.relance.contact.Fact;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

class IntakeTests extends IngestTest {

    private static final String EVENT =
            """
            {"messageId":"m-1","event":"product viewed","userId":"u-1","anonymousId":"a-1","groupId":"g-1",
             "previousId":"a-0","name":"Home","properties":{"product_id":"p-1","colour":"blue"},
             "traits":{"email":"camille@example.org"}}""";

    @Autowired
    IntakeRates rates;

    @Autowired
    @Qualifier("intakePool")
    HikariDataSource pool;

    @Autowired
    HikariDataSource poolOfTheOthers;

    @ParameterizedTest
    @CsvSource({
        "track,Product Viewed", "t,Product Viewed",
        "page,Page Viewed", "p,Page Viewed",
        "screen,Screen Viewed", "s,Screen Viewed",
        "group,Group Joined", "g,Group Joined"
    })
    void takesActivitiesOnEveryPath(String path, String name) {
        for (String slash : List.of("", "/")) {
            facts.clear();
            assertTaken(post("/v1/" + path + slash, EVENT.replace("m-1", path + "/v1" + slash)));
            drain();
            assertThat(acted()).singleElement().satisfies(fact -> {
                assertThat(fact.name()).isEqualTo(name);
                assertThat(fact.who()).isEqualTo(new Fact.Who("u-1", "a-1"));
                assertThat(fact.source()).isEqualTo("test");
                assertThat(fact.at()).isEqualTo(NOW);
                assertThat(fact.live()).isTrue();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identify", "identify/", "i", "i/"})
    void takesIdentifies(String path) {
        assertTaken(post("/v1/" + path, EVENT));
        drain();
        assertThat(facts).singleElement().isInstanceOfSatisfying(Fact.Identified.class, fact -> {
            assertThat(fact.who()).isEqualTo(new Fact.Who("u-1", "a-1"));
            assertThat(fact.traits()).containsEntry("email", "camille@example.org");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"alias", "alias/", "a", "a/"})
    void takesAliases(String path) {
        assertTaken(post("/v1/" + path, EVENT));
        drain();
        assertThat(facts).containsExactly(new Fact.Aliased(new Fact.Who("u-1", null), "a-0", NOW, "test"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch", "batch/", "import", "import/", "b", "b/"})
    void takesBatches(String path) {
        String batch =
                """
                {"writeKey":"other-key","sentAt":"2026-03-02T09:10:00Z","context":{"campaign":{"name":"spring"}},
                 "batch":[
                   {"type":"track","event":"Completed Order","userId":"u-1","timestamp":"2026-03-02T09:09:00Z",
                    "context":{"page":{"path":"/"}}},
                   {"type":"identify","userId":"u-1","traits":{"firstName":"Camille"}}]}""";
        assertTaken(post("/v1/" + path, batch, "Content-Type", "application/json"));
        drain();
        assertThat(facts).hasSize(2);
        assertThat(acted()).singleElement().satisfies(fact -> {
            assertThat(fact.name()).isEqualTo("Order Completed");
            assertThat(fact.at()).as("the client's clock is ten minutes fast").isEqualTo(NOW.minusSeconds(60));
            assertThat(fact.properties()).containsEntry("campaign", Map.of("name", "spring"));
            assertThat(fact.source()).isEqualTo("other");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/s/track", "/api/s/track/", "/api/s/event"})
    void takesWhatJitsuSends(String path) {
        String event =
                EVENT.replace("{\"messageId\"", "{\"type\":\"track\",\"writeKey\":\"test-key:***\",\"messageId\"");
        assertTaken(post(path, event, "X-Write-Key", "other-key:a-secret"));
        drain();
        assertThat(acted()).singleElement().satisfies(fact -> assertThat(fact.source())
                .isEqualTo("other"));
    }

    @Test
    void takesGzipThatCallsItselfAForm() {
        String batch = "{\"batch\":[" + EVENT.replace("{\"messageId\"", "{\"type\":\"track\",\"messageId\"") + "]}";
        assertTaken(post(
                "/v1/batch",
                BodyPublishers.ofByteArray(gzip(batch)),
                "Authorization",
                basic("test-key:"),
                "Content-Encoding",
                "gzip",
                "Content-Type",
                "application/x-www-form-urlencoded"));
        drain();
        assertThat(acted()).hasSize(1);
    }

    @Test
    void takesAPlainBodyThatCallsItselfAForm() {
        assertTaken(post(
                "/v1/track",
                EVENT,
                "Authorization",
                basic("test-key:"),
                "Content-Type",
                "application/x-www-form-urlencoded"));
        assertThat(count("inbox")).isEqualTo(1);
    }

    @Test
    void findsTheKeyWhereverTheClientPutsIt() {
        assertTaken(post("/v1/track", EVENT, "Authorization", basic("test-key:")));
        assertTaken(post("/v1/track", EVENT, "Authorization", basic("test-key")));
        assertTaken(post("/v1/track", EVENT, "X-Write-Key", "test-key"));
        assertTaken(post("/v1/track", EVENT, "X-Write-Key", "test-key:secret"));
        String withKey = EVENT.replace("{\"messageId\"", "{\"writeKey\":\"test-key\",\"messageId\"");
        assertTaken(post("/v1/track", withKey, "Authorization", "Bearer something"));
        assertTaken(post("/v1/track", withKey, "Content-Type", "text/plain"));
        assertThat(db.sql("select payload ->> 'writeKey' from ingest.inbox")
                        .query(String.class)
                        .list())
                .containsOnlyNulls();
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
    void setsAsideASingleEventWithoutSense() {
        assertTaken(post("/v1/track", "{\"userId\":\"u-1\"}"));
        assertThat(rejected())
                .singleElement()
                .satisfies(event -> assertThat(event.path("reason").asText()).startsWith("no_name: "));
    }

    @Test
    void setsAsideWhatMakesNoSenseInABatchAndCountsTheOthers() {
        String batch = "{\"batch\":["
                + String.join(
                        ",",
                        "{\"type\":\"track\",\"event\":\"First\",\"userId\":\"u-1\"}",
                        big(33 * 1024).replaceFirst("\\{", "{\"type\":\"track\","),
                        "{\"type\":\"track\",\"event\":\"Product Viewed\"}",
                        "{\"event\":\"Product Viewed\",\"userId\":\"u-1\"}",
                        "{\"type\":\"dance\",\"userId\":\"u-1\"}",
                        "{\"type\":\"track\",\"userId\":\"u-1\",\"event\":\"\"}",
                        "7",
                        "{\"type\":\"track\",\"userId\":\"u-1\",\"event\":\"x\",\"timestamp\":\"yesterday\"}",
                        "{\"type\":\"track\",\"userId\":\"u-1\",\"event\":\"x\",\"timestamp\":\"0001-01-01T00:00:00Z\"}",
                        "{\"type\":\"alias\",\"userId\":\"u-1\"}",
                        "{\"type\":\"group\",\"userId\":\"u-1\"}",
                        "{\"type\":\"track\",\"event\":\"x\",\"userId\":\"" + "u".repeat(256) + "\"}",
                        "{\"type\":\"track\",\"event\":\"Last\",\"anonymousId\":\"a-1\"}")
                + "]}";
        assertTaken(post("/v1/batch", batch));
        drain();
        assertThat(acted()).extracting(Fact.Acted::name).containsExactlyInAnyOrder("First", "Last");
        List<String> codes = new ArrayList<>();
        rejected().forEach(event -> codes.add(event.path("reason").asText().replaceAll(":.*", "")));
        assertThat(codes)
                .containsExactly(
                        "id_too_long",
                        "no_group",
                        "no_previous_id",
                        "bad_timestamp",
                        "bad_timestamp",
                        "not_an_event",
                        "no_name",
                        "no_type",
                        "no_type",
                        "nobody",
                        "too_large");
        assertThat(rejected().get(5).path("body").asText()).isEqualTo("7");
        assertThat(rejected().get(5).path("source").asText()).isEqualTo("test");
        assertThat(rejected().get(5).path("at").asText()).isEqualTo("2026-03-02T09:00:00Z");
    }

    @Test
    void storesTextAndNumbersThatPostgresCannotHold() {
        assertTaken(
                post(
                        "/v1/track",
                        """
                {"userId":"u\\u0000-1","event":"Odd\\u0000 things","messageId":"m\\u0000",
                 "properties":{"nul\\u0000":"a\\u0000b","half":"\\ud83d!","whole":"\\ud83d\\ude00",
                 "endless":1e999999,"price":12.50,"list":[{"x":"\\udc00"}]}}"""));
        drain();
        assertThat(acted()).singleElement().satisfies(fact -> {
            assertThat(fact.name()).isEqualTo("Odd things");
            assertThat(fact.who().userId()).isEqualTo("u-1");
            assertThat(fact.properties())
                    .containsEntry("nul", "ab")
                    .containsEntry("half", "\uFFFD!")
                    .containsEntry("whole", "😀")
                    .containsEntry("endless", "1E+999999")
                    .containsEntry("price", new BigDecimal("12.50"));
        });
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
    void asksToComeBackWhenTheDatabaseCannotTakeIt() throws SQLException {
        withoutConnections(pool, () -> {
            var answer = post("/v1/track", EVENT);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isPositive();
            assertProblem(answer, "durable");
        });
        assertTaken(post("/v1/track", EVENT));
        assertThat(count("inbox")).isEqualTo(1);
    }

    @Test
    void comesInHoweverBusyTheOthersAre() throws SQLException {
        withoutConnections(poolOfTheOthers, () -> assertTaken(post("/v1/track", EVENT)));
        assertThat(count("inbox")).isEqualTo(1);
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
        assertTaken(post("/v1/track", EVENT));
        assertThat(count("inbox"))
                .as("what was refused is not remembered as seen")
                .isEqualTo(1);
    }

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

    @Test
    void showsRejectedEventsToAnalystsOnly() {
        assertThat(send(request("/api/intake/rejected")).statusCode()).isEqualTo(401);
        assertThat(send(request("/api/intake/rejected").header("Authorization", basic("advisor:advisor")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(rejected()).isEmpty();
    }

    private static String big(int bytes) {
        String start = "{\"event\":\"Product Viewed\",\"userId\":\"u-1\",\"filler\":\"";
        return start + "x".repeat(bytes - start.length() - 2) + "\"}";
    }

    private static void assertTaken(HttpResponse<String> answer) {
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static void assertProblem(HttpResponse<String> answer, String words) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("\"status\":" + answer.statusCode(), "\"detail\":")
                .contains(words);
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
