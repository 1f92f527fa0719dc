package io.relance.journey.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.message.Templates;
import io.relance.trial.TrialTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Files are published as they are saved; what is refused costs nothing that runs. */
@TrialTest
class ContentTests {

    private static final String DIAGRAM =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
              <bpmn:process id="saved" name="Saved" isExecutable="true" camunda:historyTimeToLive="P1D">
                <bpmn:startEvent id="start">
                  <bpmn:messageEventDefinition messageRef="message" />
                </bpmn:startEvent>
                <bpmn:serviceTask id="write" name="Write" camunda:delegateExpression="${sendEmail}">
                  <bpmn:extensionElements><camunda:properties>
                    <camunda:property name="template" value="TEMPLATE" />
                  </camunda:properties></bpmn:extensionElements>
                </bpmn:serviceTask>
                <bpmn:endEvent id="end" name="Written" />
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="write" />
                <bpmn:sequenceFlow id="f2" sourceRef="write" targetRef="end" />
              </bpmn:process>
              <bpmn:message id="message" name="File Saved" />
            </bpmn:definitions>
            """;

    private static final String MAIL =
            """
            ---
            subject: Bonjour
            preheader: Un essai
            ---
            <mj-section><mj-column><mj-text>Bonjour</mj-text></mj-column></mj-section>
            """;

    @TempDir
    Path folder;

    @Autowired
    Templates templates;

    @Autowired
    RepositoryService repository;

    @Autowired
    Clock clock;

    private Content content;
    private ContentHealth health;

    @BeforeEach
    void open() {
        content = new Content(new ContentSettings(folder), templates, repository, clock);
        health = new ContentHealth(content);
    }

    @Test
    void aDiagramWaitsForItsTemplateAndABrokenEditKeepsTheLastGoodVersion() throws IOException {
        save("processes/saved.bpmn", DIAGRAM.replace("TEMPLATE", "saved-mail"));
        assertThat(health.health().getStatus().getCode()).isEqualTo("OUT_OF_SERVICE");
        content.publishAtStart();
        assertThat(content.refused().get("saved.bpmn")).contains("there is no email template 'saved-mail'");
        assertThat(health.health().getStatus().getCode()).isEqualTo("DOWN");
        assertThat(versions()).isZero();

        save("messages/saved-mail/fr.mjml", MAIL);
        content.runDue(clock.instant());
        assertThat(content.refused()).isEmpty();
        assertThat(versions()).isEqualTo(1);
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");

        content.runDue(clock.instant());
        assertThat(versions()).isEqualTo(1);

        save("processes/saved.bpmn", DIAGRAM.replace("TEMPLATE", "saved-mial"));
        content.runDue(clock.instant());
        assertThat(content.refused()).containsKey("saved.bpmn");
        assertThat(versions()).isEqualTo(1);
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");

        save("processes/saved.bpmn", DIAGRAM.replace("TEMPLATE", "saved-mail").replace("Saved", "Saved again"));
        content.runDue(clock.instant());
        assertThat(content.refused()).isEmpty();
        assertThat(versions()).isEqualTo(2);
    }

    private void save(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private long versions() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("saved")
                .count();
    }
}
