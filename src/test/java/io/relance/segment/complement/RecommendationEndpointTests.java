package io.relance.segment.complement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.trial.TrialTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From the shop's orders to what the analyst sees recommended, with the shipped table. */
@TrialTest
class RecommendationEndpointTests {

    @LocalServerPort
    int port;

    private Outside outside;

    @BeforeEach
    void begin() {
        outside = new Outside(port);
    }

    @AfterEach
    void leaveNobodyWaiting() {
        outside.endEverything();
    }

    @Test
    void theAnalystSeesWhatIsRecommendedAndWhy() {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.add(order("recommend-" + i, line("rec-notebook", "Stationery"), line("rec-ink", "Ink")));
        }
        events.add(order("recommend-3", line("rec-lantern", "Light")));
        events.add(order("recommend-4", line("rec-lantern", "Light")));
        events.add(order("recommend-me", line("rec-notebook", "Stationery")));
        outside.send(events);
        outside.advance("P1D");

        JsonNode found = outside.get("/api/contacts/recommend-me/recommendations");

        assertThat(found)
                .extracting(each -> each.path("because").path("kind").asText())
                .contains("complement", "together");
        assertThat(found.get(0).path("because").path("rule").asText()).isEqualTo("complements_stationery_light");
        assertThat(found)
                .filteredOn(each -> each.path("productId").asText().equals("rec-ink"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.path("because").path("kind").asText()).isEqualTo("together");
                    assertThat(each.path("because").path("bought").asText()).isEqualTo("rec-notebook");
                    assertThat(each.path("because").path("together").asInt()).isEqualTo(3);
                });
        assertThat(found).extracting(each -> each.path("productId").asText()).doesNotContain("rec-notebook");
        assertThat(outside.as("analyst", "GET", "/api/contacts/recommend-nobody/recommendations", null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(outside.as("advisor", "GET", "/api/contacts/recommend-me/recommendations", null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(outside.get("/api/segments/tables"))
                .filteredOn(each -> each.path("table").asText().equals("complements"))
                .extracting(each -> each.path("state").asText())
                .contains("on");
    }

    private Map<String, Object> order(String who, Map<?, ?>... lines) {
        return Outside.track(
                who,
                "Order Completed",
                outside.settle(),
                Map.of("order_id", "order-" + who, "total", 10, "products", List.of(lines)));
    }

    private static Map<String, Object> line(String product, String category) {
        return Map.of("product_id", product, "name", product, "category", category, "price", 10, "quantity", 1);
    }
}
