package io.relance.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.journey.Drawn;
import io.relance.journey.engine.Starts;
import io.relance.trial.TrialTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tables that read points and tiers: whoever changes them, by whatever, is where they belong at once. */
@TrialTest
class StandingSegmentTests {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static final String TABLE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn"
              id="segments_definitions" name="Segments" namespace="http://camunda.org/schema/1.0/dmn">
              <decision id="segments" name="Segments" camunda:historyTimeToLive="P30D">
                <decisionTable id="segments_table" hitPolicy="COLLECT">
                  <input id="in_tier"><inputExpression id="in_tier_text" typeRef="string"><text>loyalty.tier</text></inputExpression></input>
                  <input id="in_points"><inputExpression id="in_points_text"><text>loyalty.points</text></inputExpression></input>
                  <output id="out" name="segment" typeRef="string" />
                  <rule id="gold"><inputEntry id="gold_1"><text>"Gold"</text></inputEntry><inputEntry id="gold_2"><text></text></inputEntry>
                    <outputEntry id="gold_3"><text>"gold_members"</text></outputEntry></rule>
                  <rule id="bronze"><inputEntry id="bronze_1"><text>"Bronze"</text></inputEntry><inputEntry id="bronze_2"><text></text></inputEntry>
                    <outputEntry id="bronze_3"><text>"beginners"</text></outputEntry></rule>
                  <rule id="rich"><inputEntry id="rich_1"><text></text></inputEntry><inputEntry id="rich_2"><text>&gt;= 100</text></inputEntry>
                    <outputEntry id="rich_3"><text>"has_points"</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """;

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    @Autowired
    Starts starts;

    private final List<String> deployed = new ArrayList<>();
    private Outside outside;
    private String original;

    @BeforeEach
    void begin() throws Exception {
        outside = new Outside(port);
        original = Files.readString(Path.of("processes/segments.dmn"));
        deploy(TABLE);
        outside.settle();
    }

    @AfterEach
    void putTheTableBack() {
        deploy(original);
        outside.settle();
        outside.endEverything();
        deployed.forEach(deployment -> repository.deleteDeployment(deployment, true));
        starts.forget();
    }

    @Test
    void aTierIsEnteredWithTheOrderThatReachesItAndLeftWhenTheOrderIsGivenBack() {
        order("tier-camille", "tier-1", "1499.00");
        assertThat(segments("tier-camille")).containsExactly("has_points");
        order("tier-camille", "tier-2", "1.00");
        assertThat(segments("tier-camille")).containsExactlyInAnyOrder("gold_members", "has_points");
        assertThat(moves("tier-camille")).contains("Tier Reached Gold", "Segment Entered gold_members");
        everybodyIsWhereTheyBelong();

        outside.send(List.of(
                Outside.track("tier-camille", "Order Refunded", outside.settle(), Map.of("order_id", "tier-1"))));
        outside.settle();
        assertThat(segments("tier-camille")).containsExactly("beginners");
        everybodyIsWhereTheyBelong();
        JsonNode why = outside.get("/api/contacts/tier-camille/segments").get(0);
        assertThat(why.path("facts").path("loyalty.tier").asText()).isEqualTo("Bronze");
    }

    @Test
    void whoNeverEarnedAnythingIsABeginner() {
        outside.send(List.of(Outside.track("tier-new", "Product Viewed", outside.settle(), Map.of("product_id", "x"))));
        outside.settle();
        assertThat(segments("tier-new")).containsExactly("beginners");
        everybodyIsWhereTheyBelong();
    }

    @Test
    void aGiftCountsAtOnce() {
        deployed.add(repository
                .createDeployment()
                .addModelInstance(
                        "test.bpmn",
                        Drawn.set(
                                Drawn.journey("gift", "Gift Asked")
                                        .serviceTask("give")
                                        .camundaDelegateExpression("${grantPoints}")
                                        .endEvent("over")
                                        .done(),
                                "give",
                                Map.of("points", "120")))
                .deploy()
                .getId());
        // A morning, far from the night's ranking of everybody.
        Instant given = outside.toAWednesday();
        outside.send(List.of(
                Outside.identify("tier-gift", Map.of("email", "tier-gift@example.org")),
                Outside.track("tier-gift", "Gift Asked", given, Map.of())));
        outside.settle();
        assertThat(segments("tier-gift")).contains("has_points");
        everybodyIsWhereTheyBelong();
    }

    @Test
    void pointsCountNoLongerFromTheMomentTheyRunOut() {
        // A morning, far from the night's ranking of everybody.
        Instant ordered =
                outside.toAWednesday().atZone(PARIS).minusMonths(12).plusDays(2).toInstant();
        outside.send(List.of(Outside.track(
                "tier-old",
                "Order Completed",
                ordered,
                Map.of("order_id", "tier-old", "total", "120.00", "currency", "EUR"))));
        outside.settle();
        assertThat(segments("tier-old")).contains("has_points");
        everybodyIsWhereTheyBelong();

        Instant gone = ordered.atZone(PARIS).plusMonths(12).toInstant();
        outside.to(gone.minus(Duration.ofMinutes(5)));
        assertThat(segments("tier-old")).contains("has_points");
        outside.to(gone.plus(Duration.ofMinutes(5)));
        assertThat(outside.contact("tier-old").path("points").asLong()).isZero();
        assertThat(segments("tier-old")).containsExactly("beginners");
        everybodyIsWhereTheyBelong();
    }

    /** Decided for all at once, nobody moves. */
    private void everybodyIsWhereTheyBelong() {
        // Ranks follow orders a little later.
        outside.advance("PT1M");
        var answer = outside.as("analyst", "POST", "/api/segments/recompute", null);
        outside.settle();
        JsonNode run = outside.get(answer.headers().firstValue("Location").orElseThrow());
        assertThat(run.path("state").asText()).isEqualTo("done");
        assertThat(run.path("result").path("moved").asInt()).isZero();
    }

    private void order(String who, String id, String total) {
        outside.send(List.of(Outside.track(
                who, "Order Completed", outside.settle(), Map.of("order_id", id, "total", total, "currency", "EUR"))));
        outside.settle();
    }

    private void deploy(String dmn) {
        repository
                .createDeployment()
                .name("segments.dmn")
                .enableDuplicateFiltering(true)
                .addString("segments.dmn", dmn)
                .deploy();
    }

    /** Without the names that ranks have. */
    private List<String> segments(String who) {
        List<String> segments = new ArrayList<>();
        outside.contact(who).path("segments").forEach(each -> segments.add(each.asText()));
        segments.removeIf(name -> name.startsWith("rfm_"));
        return segments;
    }

    private List<String> moves(String who) {
        List<String> moves = new ArrayList<>();
        outside.contact(who).path("timeline").forEach(each -> {
            JsonNode properties = each.path("properties");
            moves.add(each.path("name").asText() + " "
                    + properties
                            .path(properties.has("tier") ? "tier" : "segment")
                            .asText());
        });
        return moves;
    }
}
