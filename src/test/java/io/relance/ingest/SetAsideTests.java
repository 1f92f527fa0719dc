package io.relance.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.contact.Fact;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to events that make no sense. */
class SetAsideTests extends IngestTest {

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
                        "{\"type\":\"track\",\"userId\":\"u-1\",\"event\":\"Consent Withdrawn\","
                                + "\"properties\":{\"channel\":\"e-mail\"}}",
                        "{\"type\":\"track\",\"userId\":\"u-1\",\"event\":\"consent given\"}",
                        "{\"type\":\"track\",\"event\":\"x\",\"userId\":\"" + "u".repeat(256) + "\"}",
                        "{\"type\":\"track\",\"userId\":\"u-1\",\"event\":\"Consent Withdrawn\","
                                + "\"properties\":{\"channel\":\"email\\u0000\"}}",
                        "{\"type\":\"track\",\"event\":\"Last\",\"anonymousId\":\"a-1\"}")
                + "]}";
        assertTaken(post("/v1/batch", batch));
        drain();
        assertThat(acted())
                .extracting(Fact.Acted::name)
                .containsExactlyInAnyOrder("First", "Consent Withdrawn", "Last");
        List<String> codes = new ArrayList<>();
        rejected().forEach(event -> codes.add(event.path("reason").asText().replaceAll(":.*", "")));
        assertThat(codes)
                .containsExactly(
                        "id_too_long",
                        "no_channel",
                        "no_channel",
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
        assertThat(rejected().get(7).path("body").asText()).isEqualTo("7");
        assertThat(rejected().get(7).path("source").asText()).isEqualTo("test");
        assertThat(rejected().get(7).path("at").asText()).isEqualTo("2026-03-02T09:00:00Z");
    }

    @Test
    void countsWhatTheBatchSaysForAllAsAPartOfEachEvent() {
        String batch = "{\"context\":{\"filler\":\"" + "x".repeat(20 * 1024) + "\"},\"batch\":["
                + "{\"type\":\"track\",\"event\":\"Small\",\"userId\":\"u-1\"},"
                + big(20 * 1024).replaceFirst("\\{", "{\"type\":\"track\",") + "]}";
        assertTaken(post("/v1/batch", batch));
        drain();
        assertThat(acted()).extracting(Fact.Acted::name).containsExactly("Small");
        assertThat(rejected()).singleElement().satisfies(event -> {
            assertThat(event.path("reason").asText()).startsWith("context_too_large: ");
            assertThat(event.path("body").asText()).hasSizeLessThan(21 * 1024);
        });
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
    void showsRejectedEventsToAnalystsOnly() {
        assertThat(send(request("/api/intake/rejected")).statusCode()).isEqualTo(401);
        assertThat(send(request("/api/intake/rejected").header("Authorization", basic("advisor:advisor")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(rejected()).isEmpty();
    }
}
