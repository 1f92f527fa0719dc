package io.relance.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.trial.TrialTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.ProcessBuilder;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A segment that no table names is refused where it is asked for; one that a table forgets is told of, and is false. */
@TrialTest
class UnknownSegmentTests {

    private static final Path TABLE = Path.of("processes/segments.dmn");

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    private final List<String> deployed = new ArrayList<>();
    private Outside outside;

    @BeforeEach
    void open() {
        outside = new Outside(port);
        outside.settle();
    }

    @AfterEach
    void takeBack() throws Exception {
        outside.endEverything();
        deployed.forEach(deployment -> repository.deleteDeployment(deployment, true));
        repository
                .createDeployment()
                .name("segments.dmn")
                .addString("segments.dmn", Files.readString(TABLE))
                .deploy();
        outside.settle();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
            start ~ ${trigger.segment == 'vpi'}
            start ~ ${contact.orderCount > 3 && ('vpi' != trigger.segment)}
            start ~ ${contact.inSegment("vpi") ? false : true}
            left  ~ ${activity.segment == 'vpi'}
            yes   ~ ${!contact.inSegment('vpi')}
            yes   ~ ${contact.inSegment('vip') || contact.inSegment('vpi')}
            """)
    void aDiagramThatAsksForItIsRefusedAtItsElement(String element, String condition) {
        assertThatThrownBy(() -> deploy(along(), diagram(element, condition)))
                .isInstanceOfSatisfying(ParseException.class, refused -> assertThat(
                                refused.getResorceReports().get(0).getErrors())
                        .singleElement()
                        .satisfies(error -> {
                            assertThat(error.getMainElementId()).isEqualTo(element);
                            assertThat(error.getMessage())
                                    .contains("there is no segment 'vpi' (the nearest is 'vip'); the tables name:"
                                            + " at_risk, dormant,")
                                    .contains("rfm_champions");
                        }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
            start ~ ${trigger.segment == 'rfm_champions'}
            yes   ~ ${contact.inSegment(trigger.wanted)}
            yes   ~ ${contact.city == 'vpi' and trigger.name == 'vpi'}
            """)
    void whatATableNamesOrNobodyKnowsYetIsTaken(String element, String condition) {
        deploy(along(), diagram(element, condition));
    }

    @Test
    void aSegmentOfTheShopsOwnActivityIsNobodysBusiness() {
        BpmnModelInstance diagram =
                Drawn.journey("asks", "Campaign Clicked").endEvent().done();
        deploy(along(), Drawn.set(diagram, "start", Map.of("onlyIf", "${trigger.segment == 'vpi'}")));
    }

    @Test
    void aTableThatComesAlongNamesItBeforeItIsOn() throws Exception {
        DeploymentBuilder both = along().addString("segments.dmn", table("\"vip\"", "\"vpi\""));
        deploy(both, diagram("yes", "${contact.inSegment('vpi')}"));
    }

    @Test
    void aMessageThatAsksForItIsRefusedWithItsLine() {
        String source = "---\nsubject: Bonjour\n---\n<mj-section><mj-column><mj-text>\n"
                + "{% if contact.inSegment.vip or contact.inSegment['vpi'] %}A{% endif %}</mj-text></mj-column></mj-section>\n";
        var answer = outside.as("analyst", "PUT", "/api/templates/asks", Map.of("files", Map.of("fr.mjml", source)));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Outside.read(answer.body()).path("problems")).singleElement().satisfies(problem -> assertThat(
                        problem.asText())
                .startsWith("fr.mjml, line 5: there is no segment 'vpi' (the nearest is 'vip')"));
    }

    @Test
    void aTableThatForgetsItSaysWhoAsksAndNoRunIsHarmed() throws Exception {
        deploy(along(), diagram("yes", "${contact.inSegment('high_value')}"));
        String source = "{% if contact.inSegment.high_value %}A{% else %}B{% endif %} STOP";
        assertThat(outside.as(
                                "analyst",
                                "PUT",
                                "/api/templates/asks-too",
                                Map.of("files", Map.of("fr.sms.liquid", source)))
                        .statusCode())
                .isEqualTo(200);
        for (String who : List.of("forgotten-1", "forgotten-2")) {
            outside.send(List.of(
                    Outside.identify(who, Map.of("email", who + "@example.org")),
                    Outside.track(
                            who, "Order Completed", outside.settle(), Map.of("order_id", who, "total", "900.00"))));
            outside.settle();
        }
        assertThat(run("forgotten-1").path("at").get(0).asText()).isEqualTo("day");

        deploy(along(), table("\"high_value\"", "\"higher_value\""));
        outside.settle();
        JsonNode version = outside.get("/api/segments/tables").get(0);
        assertThat(version.path("state").asText()).isEqualTo("on");
        assertThat(version.path("missing").path("high_value"))
                .extracting(JsonNode::asText)
                .contains("journey asks, version 1", "message asks-too");

        outside.advance("P1D");
        assertThat(run("forgotten-1").path("outcome").asText()).isEqualTo("Not in it");
        assertThat(outside.list("/engine-rest/incident")).isEmpty();
    }

    /** Waits a day after somebody entered a segment, then goes one way or another. */
    private static BpmnModelInstance diagram(String element, String condition) {
        ProcessBuilder process = Bpmn.createExecutableProcess("asks").camundaHistoryTimeToLiveString("P1D");
        process.eventSubProcess("exit")
                .startEvent("left")
                .interrupting(true)
                .message("Segment Left")
                .endEvent("gone");
        BpmnModelInstance diagram = process.startEvent("start")
                .message("Segment Entered")
                .intermediateCatchEvent("day")
                .timerWithDuration("P1D")
                .exclusiveGateway("which")
                .sequenceFlowId("no")
                .endEvent("out")
                .name("Not in it")
                .moveToNode("which")
                .sequenceFlowId("yes")
                .condition("in it", element.equals("yes") ? condition : "${contact.inSegment('vip')}")
                .endEvent("in")
                .name("In it")
                .done();
        // As Modeler draws it: a condition has no id of its own.
        diagram.getModelElementsByType(ConditionExpression.class).forEach(each -> each.removeAttribute("id"));
        ((ExclusiveGateway) diagram.getModelElementById("which")).setDefault(diagram.getModelElementById("no"));
        Drawn.set(
                diagram,
                "start",
                Map.of("onlyIf", element.equals("start") ? condition : "${trigger.segment == 'high_value'}"));
        return Drawn.set(
                diagram, "left", Map.of("onlyIf", element.equals("left") ? condition : "${activity.segment == 'vip'}"));
    }

    private static String table(String old, String fresh) throws Exception {
        return Files.readString(TABLE).replace(old, fresh);
    }

    private DeploymentBuilder along() {
        return repository.createDeployment().name("asks");
    }

    private void deploy(DeploymentBuilder along, BpmnModelInstance diagram) {
        deployed.add(along.addModelInstance("asks.bpmn", diagram).deploy().getId());
    }

    private void deploy(DeploymentBuilder along, String table) {
        deployed.add(along.addString("segments.dmn", table).deploy().getId());
    }

    private JsonNode run(String who) {
        return outside.contact(who).path("journeys").get(0);
    }
}
