package io.relance.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.trial.TrialTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.ProcessBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A journey that entering a segment starts and leaving it ends, though nobody but time moves them. */
@TrialTest
class SegmentJourneyTests {

    private static final String JOURNEY = "at-risk";

    private static final Map<String, Object> MISSED = Map.of(
            "files",
            Map.of(
                    "fr.mjml",
                    "---\nsubject: Vous nous manquez\npreheader: Revenez\n---\n<mj-section><mj-column><mj-text>"
                            + "{% if contact.inSegment.vip %}Un cadeau{% else %}Un bonjour{% endif %}"
                            + "{% unless contact.inSegment.lost %}, à bientôt{% endunless %}"
                            + "</mj-text></mj-column></mj-section>\n"));

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    private Outside outside;
    private String deployed;

    @BeforeEach
    void open() {
        outside = new Outside(port);
        assertThat(outside.as("analyst", "PUT", "/api/templates/missed", MISSED).statusCode())
                .isEqualTo(200);
        deployed = repository
                .createDeployment()
                .addModelInstance(JOURNEY + ".bpmn", atRisk())
                .deploy()
                .getId();
        outside.settle();
    }

    @AfterEach
    void takeBack() {
        outside.endEverything();
        repository.deleteDeployment(deployed, true);
    }

    @Test
    void ninetyDaysWithoutAnOrderStartItAndTheNextOrderEndsIt() {
        outside.send(List.of(known("at-risk-never")));
        Instant ordered = order("at-risk-1", "at-risk-1-a");
        outside.to(ordered.plus(Duration.ofDays(90)).minusSeconds(60));
        assertThat(runs("at-risk-1")).isEmpty();

        outside.advance("PT1M");
        assertThat(runs("at-risk-1")).singleElement().satisfies(run -> {
            assertThat(run.path("state").asText()).isEqualTo("active");
            assertThat(run.path("enteredAt").asText())
                    .as("at that very moment, not at some night's end")
                    .isEqualTo(ordered.plus(Duration.ofDays(90)).toString());
        });
        outside.advance("P5D");
        recompute();
        assertThat(runs("at-risk-1")).as("one stay, one run").hasSize(1);

        Instant again = order("at-risk-1", "at-risk-1-b");
        assertThat(runs("at-risk-1")).singleElement().satisfies(run -> {
            assertThat(run.path("outcome").asText()).isEqualTo("Came back");
            assertThat(run.path("endedAt").asText()).isEqualTo(again.toString());
        });

        outside.to(again.plus(Duration.ofDays(90)));
        assertThat(runs("at-risk-1"))
                .as("gone quiet again, written to again")
                .extracting(run -> run.path("state").asText())
                .containsExactlyInAnyOrder("ended", "active");
        assertThat(outside.mailbox("at-risk-1@example.org")).hasSize(2);
        assertThat(runs("at-risk-never")).isEmpty();
        assertThat(outside.mailbox("at-risk-never@example.org")).isEmpty();
    }

    @Test
    void whoStaysAwayReachesTheEndAndWhoLeavesTheSegmentForAWorseOneIsNotStartedAnew() {
        Instant ordered = order("at-risk-2", "at-risk-2-a");
        outside.to(ordered.plus(Duration.ofDays(121)));
        assertThat(runs("at-risk-2"))
                .singleElement()
                .satisfies(run -> assertThat(run.path("outcome").asText()).isEqualTo("Stayed away"));
        outside.to(ordered.plus(Duration.ofDays(181)));
        assertThat(outside.contact("at-risk-2").path("segments"))
                .extracting(JsonNode::asText)
                .contains("dormant")
                .doesNotContain("at_risk");
        assertThat(runs("at-risk-2")).hasSize(1);
        assertThat(outside.decisions("at-risk-2"))
                .as("Segment Entered dormant does not meet the condition, and says so")
                .anySatisfy(decision -> {
                    assertThat(decision.path("outcome").asText()).isEqualTo("not_entered");
                    assertThat(decision.path("reason").asText()).isEqualTo("condition_false");
                    assertThat(decision.path("detail").asText()).contains("trigger.segment was dormant");
                });
    }

    @Test
    void itsMailSaysOneThingToThoseWhoAreInASegmentAndAnotherToThoseWhoAreNot() {
        Instant ordered = outside.settle();
        // Ranks are fifths: five who bought once, and one who bought more than anybody, first by name among equals.
        List<Map<String, Object>> events = new ArrayList<>();
        IntStream.rangeClosed(1, 5).forEach(i -> {
            events.add(known("at-risk-plain-" + i));
            events.add(bought("at-risk-plain-" + i, ordered, "plain-" + i, "20.00"));
        });
        events.add(known("a-at-risk-vip"));
        IntStream.rangeClosed(1, 30)
                .forEach(i -> events.add(bought("a-at-risk-vip", ordered, "at-risk-vip-" + i, "2000.00")));
        outside.send(events);
        outside.settle();
        outside.to(ordered.plus(Duration.ofDays(90)));

        assertThat(outside.contact("a-at-risk-vip").path("segments"))
                .extracting(JsonNode::asText)
                .contains("vip", "at_risk");
        assertThat(mail("a-at-risk-vip")).contains("Un cadeau, à bientôt");
        assertThat(mail("at-risk-plain-1")).contains("Un bonjour, à bientôt");
    }

    private static BpmnModelInstance atRisk() {
        ProcessBuilder process = Bpmn.createExecutableProcess(JOURNEY).camundaHistoryTimeToLiveString("P1D");
        process.eventSubProcess("exit")
                .startEvent("left")
                .interrupting(true)
                .message("Segment Left")
                .endEvent("back")
                .name("Came back");
        BpmnModelInstance diagram = process.startEvent("start")
                .message("Segment Entered")
                .serviceTask("write")
                .camundaDelegateExpression("${sendEmail}")
                .intermediateCatchEvent("month")
                .timerWithDuration("P30D")
                .endEvent("away")
                .name("Stayed away")
                .done();
        Drawn.set(diagram, "start", Map.of("onlyIf", "${trigger.segment == 'at_risk'}"));
        Drawn.set(diagram, "left", Map.of("onlyIf", "${activity.segment == 'at_risk'}"));
        return Drawn.set(diagram, "write", Map.of("template", "missed", "messageClass", "transactional"));
    }

    private Instant order(String who, String order) {
        Instant now = outside.settle();
        outside.send(List.of(known(who), bought(who, now, order, "40.00")));
        outside.settle();
        return now;
    }

    private static Map<String, Object> known(String who) {
        return Outside.identify(who, Map.of("email", who + "@example.org", "language", "fr"));
    }

    private static Map<String, Object> bought(String who, Instant at, String order, String total) {
        return Outside.track(who, "Order Completed", at, Map.of("order_id", order, "total", total));
    }

    private void recompute() {
        assertThat(outside.as("analyst", "POST", "/api/segments/recompute", null)
                        .statusCode())
                .isEqualTo(202);
        outside.settle();
    }

    private String mail(String who) {
        List<JsonNode> mails = outside.mailbox(who + "@example.org");
        assertThat(mails).hasSize(1);
        return mails.get(0).path("text").asText();
    }

    private List<JsonNode> runs(String who) {
        List<JsonNode> runs = new ArrayList<>();
        outside.contact(who).path("journeys").forEach(runs::add);
        runs.removeIf(run -> !run.path("journey").asText().equals(JOURNEY));
        return runs;
    }
}
