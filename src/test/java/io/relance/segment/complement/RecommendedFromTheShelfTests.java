package io.relance.segment.complement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.journey.Drawn;
import io.relance.journey.engine.Starts;
import io.relance.trial.TrialTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From the shop's shelf to the mail that recommends what stands on it. */
@TrialTest
class RecommendedFromTheShelfTests {

    private static final Map<String, Object> TIPS = Map.of(
            "files",
            Map.of(
                    "fr.mjml",
                    "---\nsubject: Pour vous\npreheader: Nos conseils\n---\n<mj-section><mj-column><mj-text>"
                            + "{% for product in recommendations.products %}[{{ product.name }} à"
                            + " {{ product.price | money: shop.currency }} avec {{ product.because }}]{% endfor %}"
                            + "</mj-text></mj-column></mj-section>\n"));

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    @Autowired
    Starts starts;

    private String deployment;
    private Outside outside;

    @BeforeEach
    void open() {
        outside = new Outside(port);
        outside.toAWednesday();
        assertThat(outside.as("analyst", "PUT", "/api/templates/shelf-tips", TIPS)
                        .statusCode())
                .isEqualTo(200);
        deployment = repository
                .createDeployment()
                .addModelInstance(
                        "test.bpmn",
                        Drawn.set(
                                Drawn.journey("tips", "Tips Asked")
                                        .serviceTask("write")
                                        .camundaDelegateExpression("${sendEmail}")
                                        .endEvent("sent")
                                        .done(),
                                "write",
                                Map.of("template", "shelf-tips", "messageClass", "transactional")))
                .deploy()
                .getId();
    }

    @AfterEach
    void takeBack() {
        outside.endEverything();
        repository.deleteDeployment(deployment, true);
        starts.forget();
    }

    @Test
    void whatIsOnTheShelfIsShownAsItStandsThereAndWhatIsSoldOutIsNot() {
        put(
                "tips-lantern",
                Map.of("name", "Lanterne Aurore", "price", 89, "stock", 4, "url", "https://shop.example/a"));
        put("tips-candle", Map.of("name", "Bougie Dune", "price", 24, "stock", 0));
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            events.add(order("tips-a" + i, line("tips-book", "Stationery"), line("tips-lantern", "Light")));
            events.add(order("tips-b" + i, line("tips-book", "Stationery"), line("tips-candle", "Light")));
        }
        events.add(order("tips-me", line("tips-book", "Stationery")));
        events.add(Outside.identify("tips-me", Map.of("email", "tips-me@example.org", "language", "fr")));
        outside.send(events);
        outside.advance("P1D");

        assertThat(recommended()).contains("tips-lantern").doesNotContain("tips-candle", "tips-book");
        assertThat(outside.get("/api/contacts/tips-me/recommendations"))
                .filteredOn(each -> each.path("productId").asText().equals("tips-lantern"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.path("name").asText()).isEqualTo("Lanterne Aurore");
                    assertThat(each.path("price").decimalValue()).isEqualByComparingTo("89");
                    assertThat(each.path("url").asText()).isEqualTo("https://shop.example/a");
                });

        // What stands on the shelf is asked when the mail is written, not in the night.
        put("tips-lantern", Map.of("price", 79));
        put("tips-candle", Map.of("stock", 2));
        assertThat(recommended()).contains("tips-lantern", "tips-candle");
        put("tips-candle", Map.of("stock", 0));
        outside.send(List.of(Outside.track("tips-me", "Tips Asked", outside.settle(), Map.of())));
        outside.advance("PT1M");

        JsonNode mail = outside.mailbox("tips-me@example.org").get(0);
        assertThat(mail.path("subject").asText()).isEqualTo("Pour vous");
        assertThat(mail.path("text").asText().replaceAll("\\h", " "))
                .contains("[Lanterne Aurore à 79,00 € avec The tips-book]")
                .doesNotContain("Bougie Dune");
    }

    private List<String> recommended() {
        List<String> ids = new ArrayList<>();
        outside.get("/api/contacts/tips-me/recommendations")
                .forEach(each -> ids.add(each.path("productId").asText()));
        return ids;
    }

    private void put(String product, Map<String, Object> told) {
        assertThat(outside.as("analyst", "PUT", "/api/catalog/" + product, told).statusCode())
                .isEqualTo(200);
    }

    private Map<String, Object> order(String who, Map<?, ?>... lines) {
        return Outside.track(
                who,
                "Order Completed",
                outside.settle(),
                Map.of("order_id", "order-" + who, "total", 10, "products", List.of(lines)));
    }

    private static Map<String, Object> line(String product, String category) {
        return Map.of(
                "product_id", product, "name", "The " + product, "category", category, "price", 10, "quantity", 1);
    }
}
