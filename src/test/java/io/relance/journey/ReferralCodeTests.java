package io.relance.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.Outside;
import io.relance.journey.engine.Starts;
import io.relance.trial.TrialTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The contact's code for friends is read by the same name in conditions, decision tables and messages. */
@TrialTest
class ReferralCodeTests {

    private static final String TABLE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn"
              id="%1$s_definitions" name="Code" namespace="http://camunda.org/schema/1.0/dmn">
              <decision id="%1$s" name="Code" camunda:historyTimeToLive="P30D">
                <decisionTable id="%1$s_table" hitPolicy="FIRST">
                  <input id="%1$s_in"><inputExpression id="%1$s_in_text"><text>%2$s</text></inputExpression></input>
                  <output id="%1$s_out" name="answer" typeRef="string" />
                  <rule id="%1$s_none"><inputEntry id="%1$s_none_1"><text>null</text></inputEntry>
                    <outputEntry id="%1$s_none_2"><text>"none"</text></outputEntry></rule>
                  <rule id="%1$s_some"><inputEntry id="%1$s_some_1"><text></text></inputEntry>
                    <outputEntry id="%1$s_some_2"><text>"some"</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """;

    private static final Map<String, Object> LETTER = Map.of(
            "files",
            Map.of(
                    "fr.mjml",
                    "---\nsubject: Code {{ contact.referralCode }}\npreheader: Code\n---\n<mj-section><mj-column><mj-text>"
                            + "Votre code est {{ contact.referralCode }}.{% if contact.inSegment.vip %}!{% endif %}"
                            + "</mj-text></mj-column></mj-section>\n"));

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    @Autowired
    Starts starts;

    @Autowired
    JdbcClient sql;

    private final List<String> deployed = new ArrayList<>();
    private Outside outside;

    @BeforeEach
    void open() {
        outside = new Outside(port);
        outside.toAWednesday();
        assertThat(outside.as("analyst", "PUT", "/api/templates/code-letter", LETTER)
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void takeBack() {
        outside.endEverything();
        deployed.forEach(deployment -> repository.deleteDeployment(deployment, true));
        starts.forget();
    }

    @Test
    void aTableDecidesByItAndTheMessagePrintsTheSameCode() {
        deploy("code-known", "contact.referralCode");
        asks("code-camille");

        JsonNode run = outside.contact("code-camille").path("journeys").get(0);
        assertThat(run.path("outcome").asText()).isEqualTo("Letter sent");
        String code = codes("code-camille").get(0);
        JsonNode mail = outside.mailbox("code-camille@example.org").get(0);
        assertThat(mail.path("subject").asText()).isEqualTo("Code " + code);
        assertThat(mail.path("text").asText()).contains("Votre code est " + code + ".");
        assertThat(outside.get("/api/journeys"))
                .filteredOn(journey -> journey.path("journey").asText().equals("code-letter"))
                .singleElement()
                .satisfies(journey -> assertThat(journey.path("needs")).allMatch(need -> !need.has("trait")));
    }

    @Test
    void aTableThatDoesNotAskForItMakesNobodyACode() {
        deploy("code-other", "contact.phone");
        asks("code-alex");

        assertThat(outside.contact("code-alex")
                        .path("journeys")
                        .get(0)
                        .path("outcome")
                        .asText())
                .isEqualTo("Nothing to say");
        assertThat(codes("code-alex")).isEmpty();
    }

    private List<String> codes(String who) {
        return sql.sql("select code from loyalty.referral_code r join contact.contact c on c.id = r.contact"
                        + " where c.user_id = ?")
                .param(who)
                .query(String.class)
                .list();
    }

    private void asks(String who) {
        outside.send(List.of(
                Outside.identify(who, Map.of("email", who + "@example.org", "language", "fr")),
                Outside.track(who, "Code Asked", outside.settle(), Map.of())));
        outside.advance("PT1M");
    }

    private void deploy(String decision, String input) {
        BpmnModelInstance diagram = Drawn.journey("code-letter", "Code Asked")
                .businessRuleTask("decide")
                .camundaDecisionRef(decision)
                .camundaResultVariable("codeKnown")
                .camundaMapDecisionResult("singleEntry")
                .exclusiveGateway("known")
                .name("Is there a code?")
                .condition("no", "${codeKnown != 'some'}")
                .endEvent("nothing")
                .name("Nothing to say")
                .moveToNode("known")
                .condition("yes", "${codeKnown == 'some' && contact.referralCode != null}")
                .serviceTask("write")
                .camundaDelegateExpression("${sendEmail}")
                .endEvent("sent")
                .name("Letter sent")
                .done();
        Drawn.set(diagram, "write", Map.of("template", "code-letter", "messageClass", "transactional"));
        deployed.add(repository
                .createDeployment()
                .addString(decision + ".dmn", TABLE.formatted(decision, input))
                .addModelInstance("code.bpmn", diagram)
                .deploy()
                .getId());
    }
}
