package io.relance.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.relance.contact.Contacts;
import io.relance.contact.Decision;
import io.relance.contact.Decision.Outcome;
import io.relance.contact.Decisions;
import io.relance.contact.Fact;
import io.relance.contact.Timeline;
import io.relance.journey.run.Enrolments;
import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.Messages;
import io.relance.shared.ContactId;
import io.relance.trial.Trial;
import io.relance.trial.TrialTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Many runs in one command: each gets its own verdict, and none pays for another's trouble. */
@TrialTest
class GroupTests {

    @Autowired
    Trial trial;

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    Enrolments enrolments;

    @Autowired
    Messages messages;

    @Autowired
    Decisions decisions;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    private final List<String> deployed = new ArrayList<>();

    @AfterEach
    void takeBack() {
        deployed.forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    @Test
    void everyRunOfAGroupGetsItsOwnVerdictAndReadsItAtOnce() {
        deploy(Drawn.set(
                Drawn.journey("news", "News Asked")
                        .serviceTask("send")
                        .camundaDelegateExpression("${sendEmail}")
                        .exclusiveGateway("sent")
                        .name("Sent?")
                        .condition("Yes", "${!lastMessage.skipped}")
                        .endEvent("told")
                        .name("Told")
                        .moveToNode("sent")
                        .condition("No", "${lastMessage.skipped}")
                        .endEvent("silent")
                        .name("Silent")
                        .done(),
                "send",
                Map.of("template", "cart-reminder-1")));
        String agreed = "group-agreed";
        String silent = "group-silent";
        String nowhere = "group-nowhere";
        identify(agreed, Map.of("email", agreed + "@example.org", "consents", Map.of("email", true)));
        identify(silent, Map.of("email", silent + "@example.org"));
        identify(nowhere, Map.of("consents", Map.of("email", true)));

        receive(List.of(acted(agreed, "News Asked"), acted(silent, "News Asked"), acted(nowhere, "News Asked")));

        assertThat(outcome(agreed)).isEqualTo("Told");
        assertThat(outcome(silent)).isEqualTo("Silent");
        assertThat(outcome(nowhere)).isEqualTo("Silent");
        assertThat(last(agreed).orElseThrow().state()).isEqualTo(MessageState.QUEUED);
        assertThat(last(silent).orElseThrow().reason()).isEqualTo("consent_unknown");
        assertThat(last(nowhere).orElseThrow().reason()).isEqualTo("content_no_address");
        assertThat(permits(agreed)).isEqualTo(1);
        assertThat(permits(silent) + permits(nowhere)).isZero();
        assertThat(decisions.newest(contact(silent), "news", 10))
                .extracting(Decision::outcome, Decision::reason)
                .containsExactly(
                        tuple(Outcome.EXITED, null),
                        tuple(Outcome.SKIPPED, "consent_unknown"),
                        tuple(Outcome.ENTERED, null));
        assertThat(decisions.newest(contact(agreed), "news", 10))
                .extracting(Decision::outcome)
                .containsExactly(Outcome.EXITED, Outcome.ENTERED);
    }

    @Test
    void onePoisonAmongAHundredStandsAloneAndLeavesNothingHalfDone() {
        deploy(Drawn.set(
                Drawn.journey("fitting", "Fitting Asked")
                        .serviceTask("send")
                        .camundaDelegateExpression("${sendEmail}")
                        .intermediateCatchEvent("day")
                        .timerWithDate("${contact.appointment}")
                        .endEvent("over")
                        .name("Over")
                        .done(),
                "send",
                Map.of("template", "cart-reminder-1")));
        List<String> users =
                IntStream.range(0, 100).mapToObj(i -> "fitting-" + i).toList();
        String poison = users.get(57);
        users.forEach(user -> identify(
                user,
                Map.of(
                        "email",
                        user + "@example.org",
                        "appointment",
                        user.equals(poison) ? "someday" : "2026-12-24T09:00:00Z",
                        "consents",
                        Map.of("email", true))));

        receive(users.stream().map(user -> acted(user, "Fitting Asked")).toList());

        List<String> fine = users.stream().filter(user -> !user.equals(poison)).toList();
        assertThat(fine).allSatisfy(user -> {
            assertThat(run(user).get("at")).isEqualTo(List.of("day"));
            assertThat(messages.of(enrolment(user))).hasSize(1);
            assertThat(permits(user)).isEqualTo(1);
            assertThat(decisions.newest(contact(user), "fitting", 10))
                    .extracting(Decision::outcome)
                    .containsExactly(Outcome.ENTERED);
        });
        assertThat(enrolments.describe(contact(poison))).isEmpty();
        assertThat(permits(poison)).isZero();
        assertThat(decisions.newest(contact(poison), "fitting", 10)).isEmpty();
        assertThat(timeline.newest(contact(poison), 1).get(0).name()).isEqualTo("Fitting Asked");

        contacts.update(contact(poison), Map.of("appointment", "2026-12-24T09:00:00Z"));
        trial.advance(java.time.Duration.ofMinutes(2));
        assertThat(run(poison).get("at")).isEqualTo(List.of("day"));
    }

    @Test
    void aShortRunLeavesNothingInTheEngine() {
        deploy(Drawn.journey("hello", "Hello Said")
                .endEvent("over")
                .name("Greeted")
                .done());
        identify("group-short", Map.of());
        receive(List.of(acted("group-short", "Hello Said")));
        assertThat(outcome("group-short")).isEqualTo("Greeted");
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey("hello")
                        .count())
                .isZero();
    }

    private void deploy(BpmnModelInstance journey) {
        deployed.add(repository
                .createDeployment()
                .addModelInstance("test.bpmn", journey)
                .deploy()
                .getId());
    }

    private void identify(String user, Map<String, Object> traits) {
        receive(List.of(
                new Fact.Identified(new Fact.Who(user, null), trial.now(), new HashMap<>(traits), "test", true)));
    }

    private Fact acted(String user, String name) {
        return new Fact.Acted(new Fact.Who(user, null), trial.now(), name, Map.of(), "test", true);
    }

    private void receive(List<Fact> facts) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> timeline.receive(facts));
    }

    private ContactId contact(String user) {
        return contacts.byUserId(user).orElseThrow().id();
    }

    private Map<String, Object> run(String user) {
        return enrolments.describe(contact(user)).get(0);
    }

    private Object outcome(String user) {
        return run(user).get("outcome");
    }

    private long enrolment(String user) {
        return enrolments.latest(contact(user)).orElseThrow();
    }

    private Optional<Message> last(String user) {
        return messages.latest(enrolment(user));
    }

    private long permits(String user) {
        return jdbc.sql("select count(*) from pressure.permit where contact_id = ?")
                .param(contact(user).value())
                .query(Long.class)
                .single();
    }
}
