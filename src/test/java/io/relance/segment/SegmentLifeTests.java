package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.trial.TrialTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A customer enters and leaves segments, as they act and as time goes by, and every move is an activity. */
@TrialTest
class SegmentLifeTests {

    @LocalServerPort
    int port;

    private Outside outside;
    private Instant now;

    @BeforeEach
    void begin() {
        outside = new Outside(port);
        now = outside.settle();
    }

    @AfterEach
    void leaveNobodyWaiting() {
        outside.endEverything();
    }

    @Test
    void aYearOfACustomer() {
        outside.send(List.of(Outside.identify("seg-camille", Map.of("email", "seg-camille@example.org"))));
        outside.settle();
        assertThat(segments("seg-camille")).contains("new_sign_ups").doesNotContain("new_customers");

        order("seg-camille", "seg-c-1", "120.00");
        assertThat(segments("seg-camille")).contains("new_customers").doesNotContain("new_sign_ups");
        assertThat(moves("seg-camille")).contains("Segment Entered new_customers", "Segment Left new_sign_ups");

        outside.advance("P31D");
        assertThat(segments("seg-camille")).doesNotContain("new_customers", "at_risk");
        outside.advance("P59D");
        assertThat(segments("seg-camille")).contains("at_risk");
        outside.advance("P90D");
        assertThat(segments("seg-camille")).contains("dormant").doesNotContain("at_risk");
        outside.advance("P185D");
        assertThat(segments("seg-camille")).contains("lost").doesNotContain("dormant");

        order("seg-camille", "seg-c-2", "80.00");
        assertThat(segments("seg-camille")).doesNotContain("lost", "dormant", "at_risk");
        assertThat(moves("seg-camille"))
                .filteredOn(each -> !each.contains(" rfm_") && !each.endsWith(" vip"))
                .containsExactly(
                        "Segment Entered new_sign_ups",
                        "Segment Left new_sign_ups",
                        "Segment Entered new_customers",
                        "Segment Left new_customers",
                        "Segment Entered at_risk",
                        "Segment Entered passive_readers",
                        "Segment Left at_risk",
                        "Segment Entered dormant",
                        "Segment Entered subscribers_leaving",
                        "Segment Left dormant",
                        "Segment Entered lost",
                        "Segment Left lost");
    }

    @Test
    void theScoreIsKnownAtOnceAndMakesHot() {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            events.add(
                    Outside.track("seg-hot", "Order Completed", now, Map.of("order_id", "seg-hot-" + i, "total", 10)));
        }
        outside.send(events);
        outside.settle();
        assertThat(outside.contact("seg-hot").path("score").decimalValue()).isEqualByComparingTo("500");
        assertThat(segments("seg-hot")).contains("loyal").doesNotContain("hot");

        outside.send(List.of(Outside.track("seg-hot", "Product Viewed", now, Map.of("product_id", "vase"))));
        outside.settle();
        assertThat(outside.contact("seg-hot").path("score").decimalValue()).isEqualByComparingTo("501");
        assertThat(segments("seg-hot")).contains("hot");
    }

    @Test
    void theRhythmOfEachCategoryIsToldOnceTheNightHasReckoned() {
        List<Map<String, Object>> events = new ArrayList<>();
        for (int days : List.of(60, 30, 9)) {
            Map<String, Object> line = Map.of("product_id", "beans", "category", "Café moulu", "price", 9);
            events.add(Outside.track(
                    "seg-rhythm",
                    "Order Completed",
                    now.minus(Duration.ofDays(days)),
                    Map.of("order_id", "seg-rhythm-" + days, "products", List.of(line))));
        }
        outside.send(events);
        outside.advance("P1D");
        JsonNode value = outside.contact("seg-rhythm").path("value");
        assertThat(value.path("daysBetweenBought").path("cafe_moulu").decimalValue())
                .isEqualByComparingTo("25.5");
        assertThat(value.path("daysBetweenOrders").decimalValue()).isEqualByComparingTo("25.5");
    }

    @Test
    void whySomebodyIsWhereTheyAreIsTold() {
        order("seg-why", "seg-why-1", "700.00");
        JsonNode why = outside.get("/api/contacts/seg-why/segments");
        assertThat(why)
                .filteredOn(each -> each.path("segment").asText().equals("high_value"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.path("rule").asText()).isEqualTo("segments_high_value");
                    assertThat(each.path("because").asText()).isEqualTo("Worth 500 and more so far");
                    assertThat(each.path("facts").path("orders.value").decimalValue())
                            .isEqualByComparingTo("700");
                });
        assertThat(outside.get("/api/segments"))
                .filteredOn(each -> each.path("name").asText().equals("high_value"))
                .singleElement()
                .satisfies(each -> assertThat(each.path("count").asLong()).isPositive());
        assertThat(outside.get("/api/segments/high_value/members").path("members"))
                .extracting(each -> each.path("userId").asText())
                .contains("seg-why");
    }

    @Test
    void membersComePageByPageEachOnce() {
        for (int i = 0; i < 5; i++) {
            order("seg-page-" + i, "seg-page-" + i, "800.00");
        }
        List<String> all = new ArrayList<>();
        String next = "/api/segments/high_value/members?size=2";
        int pages = 0;
        while (next != null) {
            JsonNode page = outside.get(next);
            assertThat(page.path("members").size()).isLessThanOrEqualTo(2);
            page.path("members").forEach(each -> all.add(each.path("userId").asText()));
            next = page.path("next").isNull() ? null : page.path("next").asText();
            pages++;
        }
        assertThat(pages).isGreaterThan(2);
        assertThat(all).doesNotHaveDuplicates().contains("seg-page-0", "seg-page-4");
        assertThat(outside.as("analyst", "GET", "/api/segments/high_value/members?size=0", null)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void anActivityForEveryMemberIsRecordedOnceAndAtItsMoment() {
        order("seg-plan", "seg-plan-1", "900.00");
        Map<String, Object> plan = new LinkedHashMap<>();
        plan.put("name", "Newsletter Planned");
        plan.put("at", outside.settle().plus(Duration.ofDays(2)).toString());
        plan.put("properties", Map.of("issue", "spring"));
        assertThat(outside.as("analyst", "POST", "/api/segments/high_value/activities", plan)
                        .statusCode())
                .isEqualTo(202);
        outside.advance("P1D");
        assertThat(names("seg-plan")).doesNotContain("Newsletter Planned");
        outside.advance("P2D");
        assertThat(names("seg-plan")).containsOnlyOnce("Newsletter Planned");
    }

    @Test
    void aRecomputationMovesNobodyWhoStandsWhereTheyBelong() {
        order("seg-again", "seg-again-1", "60.00");
        outside.advance("PT1H");
        List<String> before = moves("seg-again");
        var answer = outside.as("analyst", "POST", "/api/segments/recompute", null);
        assertThat(answer.statusCode()).isEqualTo(202);
        outside.settle();
        JsonNode run = outside.get(answer.headers().firstValue("Location").orElseThrow());
        assertThat(run.path("state").asText()).isEqualTo("done");
        assertThat(Instant.parse(run.path("endedAt").asText()))
                .isEqualTo(run.path("startedAt").asText());
        assertThat(run.path("result").path("moved").asInt()).isZero();
        assertThat(moves("seg-again")).isEqualTo(before);
    }

    private void order(String who, String order, String total) {
        outside.send(List.of(
                Outside.track(who, "Order Completed", outside.settle(), Map.of("order_id", order, "total", total))));
        outside.settle();
    }

    private List<String> segments(String who) {
        List<String> segments = new ArrayList<>();
        outside.contact(who).path("segments").forEach(each -> segments.add(each.asText()));
        return segments;
    }

    private List<String> names(String who) {
        List<String> names = new ArrayList<>();
        outside.contact(who)
                .path("timeline")
                .forEach(each -> names.add(each.path("name").asText()));
        return names;
    }

    /** Oldest first. */
    private List<String> moves(String who) {
        List<String> moves = new ArrayList<>();
        outside.contact(who).path("timeline").forEach(each -> {
            if (each.path("name").asText().startsWith("Segment ")) {
                moves.add(
                        0,
                        each.path("name").asText() + " "
                                + each.path("properties").path("segment").asText());
            }
        });
        return moves;
    }
}
