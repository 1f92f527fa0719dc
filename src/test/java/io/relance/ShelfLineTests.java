package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.journey.engine.Starts;
import io.relance.trial.TrialTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From the shop's news of a product to a message about it, end to end: what the shelf says starts it, and stops it. */
@TrialTest
class ShelfLineTests {

    private static final Map<String, Object> TEMPLATE = Map.of(
            "files",
            Map.of(
                    "fr.mjml",
                    "---\nsubject: De retour\npreheader: Enfin\n---\n<mj-section><mj-column><mj-text>{{ product.name }}"
                            + " {{ trigger.price }}</mj-text></mj-column></mj-section>\n"));

    @LocalServerPort
    int port;

    @Autowired
    Starts starts;

    private final List<String> deployed = new ArrayList<>();
    private Outside outside;

    @BeforeEach
    void open() {
        outside = new Outside(port);
        outside.toAWednesday();
        assertThat(outside.as("analyst", "PUT", "/api/templates/tell-me", TEMPLATE)
                        .statusCode())
                .isEqualTo(200);
        deploy("tell-me.bpmn");
        deploy("use-up.bpmn");
    }

    @AfterEach
    void takeBack() {
        outside.endEverything();
        deployed.forEach(outside::undeploy);
        starts.forget();
    }

    @Test
    void whoAskedIsWrittenToOnceItIsThereAgain() {
        stock("clock", 0);
        asks("suzanne", "clock");
        stock("clock", 5);
        outside.advance("PT2H");
        assertThat(outside.mailbox("suzanne@example.org"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.path("text").asText()).contains("Horloge 40"));
    }

    @Test
    void whatIsSoldOutAgainBeforeItLeavesIsNotWrittenOf() {
        stock("chair", 0);
        asks("thibault", "chair");
        stock("chair", 5);
        outside.advance("PT30M");
        stock("chair", 0);
        outside.advance("PT2H");
        assertThat(outside.mailbox("thibault@example.org")).isEmpty();
        JsonNode decision = outside.decisions("thibault").get(0);
        assertThat(decision.path("outcome").asText()).isEqualTo("skipped");
        assertThat(decision.path("reason").asText()).isEqualTo("content_out_of_stock");
        assertThat(decision.path("detail").asText()).isEqualTo("The product is sold out by now.");
    }

    @Test
    void aDiagramCountsBackFromTheDayOnWhichAProductIsUsedUp() {
        Instant now = tell("Product Updated", Map.of("product_id", "tea", "category", "Tea", "usage_days", 30));
        outside.send(List.of(
                Outside.identify("ulysse", Map.of("email", "ulysse@example.org")),
                Outside.track(
                        "ulysse",
                        "Order Completed",
                        now,
                        Map.of("order_id", "order-tea", "products", List.of(Map.of("product_id", "tea")))),
                Outside.track("ulysse", "Packet Opened", now, Map.of("product_id", "tea"))));
        outside.settle();
        outside.advance("P31D");
        List<JsonNode> timeline = new ArrayList<>();
        outside.contact("ulysse").path("timeline").forEach(timeline::add);
        assertThat(timeline)
                .filteredOn(told -> told.path("name").asText().equals("Packet Nearly Empty"))
                .singleElement()
                .satisfies(told -> {
                    assertThat(Instant.parse(told.path("at").asText()))
                            .isBetween(now.plus(Duration.ofDays(22)), now.plus(Duration.ofDays(24)));
                    assertThat(told.path("properties").path("category").asText())
                            .isEqualTo("Tea");
                });
    }

    private void asks(String who, String product) {
        outside.send(List.of(
                Outside.identify(who, Map.of("email", who + "@example.org", "consents", Map.of("email", true))),
                Outside.track(who, "back in stock requested", outside.settle(), Map.of("product_id", product))));
        outside.advance("PT1M");
    }

    private void stock(String product, int pieces) {
        tell("Product Updated", Map.of("product_id", product, "name", "Horloge", "price", 40, "stock", pieces));
    }

    /** The trial's key may tell of products; that is nobody's event. */
    private Instant tell(String name, Map<String, Object> properties) {
        Instant now = outside.settle();
        Map<String, Object> event = new HashMap<>(Outside.track("nobody", name, now, properties));
        event.remove("userId");
        outside.send(List.of(event));
        return outside.advance("PT1S");
    }

    private void deploy(String file) {
        HttpResponse<String> answer = outside.deploy("analyst", file, Map.of(file, resource(file)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        deployed.add(Outside.read(answer.body()).path("id").asText());
    }

    private static byte[] resource(String name) {
        try (var source = ShelfLineTests.class.getResourceAsStream("/diagrams/" + name)) {
            return source.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
