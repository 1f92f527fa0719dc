package io.relance.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Fact;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every address and dialect in which clients send. */
class IntakePathTests extends IngestTest {

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
        assertThat(db.sql("select payload::jsonb ->> 'writeKey' from ingest.inbox")
                        .query(String.class)
                        .list())
                .containsOnlyNulls();
    }
}
