package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.trial.TrialTest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What makes no sense is answered as promised, and whatever stood beside it is neither lost nor half done. */
@TrialTest
class BadInputTests {

    private static final String LARGE = "x".repeat(33 * 1024);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    private Outside outside;

    @BeforeEach
    void open() {
        outside = new Outside(port);
    }

    @AfterEach
    void leaveNobodyWaiting() {
        outside.endEverything();
    }

    @Test
    void brokenJsonIsRefusedAndNothingOfItIsKept() {
        long before = inbox();
        problem(
                outside.post("/v1/batch", "{\"batch\":[{\"type\":\"track\",\"userId\":\"broken\",\"event\":\"Seen\"},"),
                400,
                "JSON");
        problem(outside.post("/v1/track", "{\"userId\":\"broken\",\"event\":\"Seen\""), 400, "JSON");
        assertThat(inbox()).isEqualTo(before);
        outside.settle();
        nobody("broken");
    }

    @Test
    void anEventTooLargeIsRefusedAloneAndSetAsideInABatch() {
        Map<String, Object> large = Outside.track("large", "Seen", outside.settle(), Map.of("filler", LARGE));
        problem(outside.post("/v1/track", Outside.write(large)), 400, "32 KB");
        outside.settle();
        nobody("large");

        Instant now = outside.settle();
        outside.send(List.of(
                Outside.identify("beside", Map.of("email", "beside@example.org", "consents", Map.of("email", true))),
                large,
                cart("beside", now)));
        outside.settle();
        nobody("large");
        assertThat(outside.mailbox("beside@example.org")).hasSize(1);
        JsonNode rejected = outside.get("/api/intake/rejected").get(0);
        assertThat(rejected.path("reason").asText()).startsWith("too_large");
        assertThat(rejected.path("source").asText()).isEqualTo("trial");
        assertThat(rejected.path("body").asText()).contains("\"large\"");
    }

    @Test
    void aWrongKeyIsRefusedAndNothingOfItIsKept() {
        long before = inbox();
        String event = Outside.write(Outside.track("stranger", "Seen", outside.settle(), Map.of()));
        for (String key : List.of("wrong", "trial2", "")) {
            problem(outside.post("/v1/track", event, key), 401, "key");
            problem(outside.post("/v1/batch", "{\"batch\":[" + event + "]}", key), 401, "key");
        }
        assertThat(inbox()).isEqualTo(before);
        outside.settle();
        nobody("stranger");
    }

    @Test
    void aFieldNobodyKnowsIsKeptOnTheTimelineAndHarmsNoCart() {
        Instant now = outside.settle();
        Map<String, Object> product = new LinkedHashMap<>();
        product.put("product_id", "odd");
        product.put("name", "Objet curieux");
        product.put("price", "59.90");
        product.put("wattage", Map.of("max", 60, "dimmable", true));
        product.put("quantity", "many");
        outside.send(List.of(
                Outside.identify("odile", Map.of("email", "odile@example.org", "consents", Map.of("email", true))),
                Outside.track(
                        "odile",
                        "Cart Abandoned",
                        now,
                        Map.of("cart_id", "odd-cart", "mood", "curious", "products", List.of(product)))));
        outside.settle();
        assertThat(outside.mailbox("odile@example.org"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.path("html").asText()).contains("Objet curieux", "59,90"));
        JsonNode timeline = outside.contact("odile").path("timeline");
        List<JsonNode> carts = new ArrayList<>();
        timeline.forEach(carts::add);
        assertThat(carts)
                .filteredOn(moment -> moment.path("name").asText().equals("Cart Abandoned"))
                .singleElement()
                .satisfies(moment -> {
                    JsonNode properties = moment.path("properties");
                    assertThat(properties.path("mood").asText()).isEqualTo("curious");
                    assertThat(properties
                                    .path("products")
                                    .get(0)
                                    .path("wattage")
                                    .path("max")
                                    .asInt())
                            .isEqualTo(60);
                });
    }

    @Test
    void whoHasNoEmailIsNotWrittenToAndTheReasonIsKept() {
        outside.send(List.of(
                Outside.identify("noel", Map.of("firstName", "Noël", "consents", Map.of("email", true))),
                cart("noel", outside.settle())));
        long mails = outside.mailbox(null).size();
        outside.settle();
        assertThat(outside.mailbox(null)).hasSize((int) mails);
        assertThat(outside.decisions("noel")).singleElement().satisfies(decision -> {
            assertThat(decision.path("outcome").asText()).isEqualTo("not_entered");
            assertThat(decision.path("reason").asText()).isEqualTo("condition_false");
            assertThat(decision.path("detail").asText()).contains("contact.mayReceive('email')", "content_no_address");
        });
        assertThat(outside.contact("noel").path("messages")).isEmpty();
    }

    @Test
    void aTemplateWithAnUnknownWordIsRefusedAndTheOldOneGoesOnBeingSent() {
        String mail = "---\nsubject: Bonjour %s\npreheader: Un\n---\n<mj-section><mj-column><mj-text>{{ %s }}</mj-text>"
                + "</mj-column></mj-section>\n";
        HttpResponse<String> good = put(mail.formatted("un", "contact.firstName"));
        assertThat(good.statusCode()).as(good.body()).isEqualTo(200);
        int version = Outside.read(good.body()).path("version").asInt();

        HttpResponse<String> bad = put(mail.formatted("deux", "contcat.firstName"));
        problem(bad, 400, "fr.mjml");
        assertThat(Outside.read(bad.body()).path("detail").asText()).contains("unknown word \"contcat\"", "line");
        problem(put(mail.formatted("trois", "cart.totl")), 400, "unknown word \"cart.totl\"");

        assertThat(outside.get("/api/templates")).anySatisfy(template -> {
            assertThat(template.path("id").asText()).isEqualTo("greeting");
            assertThat(template.path("version").asInt()).isEqualTo(version);
            assertThat(template.path("subjects").path("fr").asText()).isEqualTo("Bonjour un");
        });
        HttpResponse<String> next = put(mail.formatted("quatre", "contact.lastName"));
        assertThat(Outside.read(next.body()).path("version").asInt()).isEqualTo(version + 1);
    }

    private HttpResponse<String> put(String source) {
        return outside.as("analyst", "PUT", "/api/templates/greeting", Map.of("files", Map.of("fr.mjml", source)));
    }

    private static void problem(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = Outside.read(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).contains(words);
    }

    private void nobody(String userId) {
        assertThat(outside.as("analyst", "GET", "/api/contacts/" + userId, null).statusCode())
                .isEqualTo(404);
    }

    private long inbox() {
        return db.sql("select (select count(*) from ingest.inbox) + (select count(*) from ingest.seen)"
                        + " + (select count(*) from ingest.rejected)")
                .query(Long.class)
                .single();
    }

    private static Map<String, Object> cart(String who, Instant at) {
        return Outside.track(
                who,
                "Cart Abandoned",
                at,
                Map.of(
                        "cart_id",
                        "cart-of-" + who,
                        "products",
                        List.of(Map.of("product_id", "bowl", "name", "Bol", "price", "40"))));
    }
}
