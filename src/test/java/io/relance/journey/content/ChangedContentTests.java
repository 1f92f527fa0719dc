package io.relance.journey.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.message.Templates;
import io.relance.trial.TrialTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/** A file that becomes wrong while the product runs is refused with a sentence, and its last good version runs on. */
@TrialTest
class ChangedContentTests {

    private static final String MAIL =
            "---\nsubject: Bonjour\npreheader: Un\n---\n<mj-section><mj-column><mj-text>{{ %s }}</mj-text></mj-column>"
                    + "</mj-section>\n";

    @TempDir
    Path folder;

    @Autowired
    Templates templates;

    @Autowired
    RepositoryService repository;

    @Autowired
    Clock clock;

    private Content content;

    @BeforeEach
    void publishAGoodLeaflet() throws IOException {
        write("messages/leaflet/fr.mjml", MAIL.formatted("contact.firstName"));
        write("processes/leaflet.bpmn", diagram("${sendEmail}"));
        content = new Content(new ContentSettings(folder), templates, repository, clock);
        content.publishAtStart();
        assertThat(content.refused()).isEmpty();
    }

    @AfterEach
    void takeBack() {
        repository
                .createDeploymentQuery()
                .deploymentName("leaflet.bpmn")
                .list()
                .forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
    }

    @Test
    void aTemplateWithAnUnknownWordKeepsTheOldOne() throws IOException {
        int version = templates.version("leaflet");
        write("messages/leaflet/fr.mjml", MAIL.formatted("contcat.firstName"));
        content.runDue(clock.instant());
        assertThat(content.refused()).containsOnlyKeys("messages/leaflet");
        assertThat(content.refused().get("messages/leaflet")).contains("fr.mjml", "unknown word \"contcat\"");
        assertThat(templates.version("leaflet")).isEqualTo(version);
        Health health = new ContentHealth(content).health();
        assertThat(health.getStatus()).as("the old one goes on being sent").isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsKey("messages/leaflet");

        write("messages/leaflet/fr.mjml", MAIL.formatted("contact.lastName"));
        content.runDue(clock.instant());
        assertThat(content.refused()).isEmpty();
        assertThat(templates.version("leaflet")).isEqualTo(version + 1);
    }

    @Test
    void aTemplateThatWasNeverGoodIsDown() throws IOException {
        write("messages/flyer/fr.mjml", MAIL.formatted("contcat.firstName"));
        content.runDue(clock.instant());
        assertThat(templates.version("flyer")).isZero();
        assertThat(new ContentHealth(content).health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void aDiagramThatBecomesWrongKeepsTheOldOne() throws IOException {
        ProcessDefinition before = latest();
        write("processes/leaflet.bpmn", diagram("${sendFax}"));
        content.runDue(clock.instant());
        assertThat(content.refused().get("leaflet.bpmn")).contains("'${sendFax}' is not a step");
        assertThat(latest().getId()).isEqualTo(before.getId());
        assertThat(new ContentHealth(content).health().getStatus()).isEqualTo(Status.UP);
    }

    private ProcessDefinition latest() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("leaflet")
                .latestVersion()
                .singleResult();
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(UTF_8));
    }

    private static String diagram(String step) {
        return """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="leaflet-definitions" targetNamespace="https://relance.io/bpmn">
                  <process id="leaflet" name="Leaflet" isExecutable="true" camunda:historyTimeToLive="P30D">
                    <startEvent id="asked"><messageEventDefinition messageRef="leaflet_asked" /></startEvent>
                    <sequenceFlow id="l1" sourceRef="asked" targetRef="send" />
                    <serviceTask id="send" camunda:delegateExpression="STEP">
                      <extensionElements><camunda:properties><camunda:property name="template" value="leaflet" /></camunda:properties></extensionElements>
                    </serviceTask>
                    <sequenceFlow id="l2" sourceRef="send" targetRef="sent" />
                    <endEvent id="sent" />
                  </process>
                  <message id="leaflet_asked" name="Leaflet Asked" />
                </definitions>
                """
                .replace("STEP", step);
    }
}
