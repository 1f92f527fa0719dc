package io.relance.pressure.hearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.relance.contact.Contacts;
import io.relance.contact.Fact;
import io.relance.contact.Timeline;
import io.relance.journey.Drawn;
import io.relance.journey.run.Enrolments;
import io.relance.message.Message;
import io.relance.message.MessageState;
import io.relance.message.Messages;
import io.relance.pressure.Refusal;
import io.relance.pressure.policy.Candidate;
import io.relance.pressure.policy.Candidates;
import io.relance.pressure.policy.Gate;
import io.relance.shared.Channel;
import io.relance.trial.Trial;
import io.relance.trial.TrialTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A policy that only says "not yet" holds a message on its step; this is how quiet hours and caps will come. */
@TrialTest
@Import(HeldSendsTests.NotYet.class)
class HeldSendsTests {

    private static final Instant OPENS = Instant.parse("2026-03-03T06:00:00Z");

    /** Until when those wait whom no other test must meet. */
    private static final Instant SUMMER = Instant.parse("2026-06-21T06:00:00Z");

    @TestConfiguration(proxyBeanMethods = false)
    static class NotYet {

        @Bean
        @Primary
        Gate gateThatOpensNextMorning() {
            return new Gate(List.of(Candidates.policy("quiet_hours", NotYet::night)));
        }

        private static Optional<Refusal> night(Candidate candidate) {
            Instant opens = candidate.person().address().startsWith("evening") ? SUMMER : OPENS;
            return candidate.channel() == Channel.EMAIL && candidate.at().isBefore(opens)
                    ? Optional.of(new Refusal("quiet_hours", "It is night.", opens))
                    : Optional.empty();
        }
    }

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
    RepositoryService repository;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void aHeldReminderLeavesWhenItMayAndTheNextOneKeepsItsDistance() {
        abandons("held");
        abandons("buyer");
        assertThat(last("held").state()).isEqualTo(MessageState.HELD);
        assertThat(last("held").reason()).isEqualTo("quiet_hours");
        assertThat(at("held")).isEqualTo(List.of("reminder_1"));

        happens("buyer", "Order Completed", Map.of("order_id", "o", "cart_id", "cart-buyer"));
        assertThat(last("buyer").state()).isEqualTo(MessageState.SKIPPED);
        assertThat(last("buyer").reason()).isEqualTo("already_bought");

        trial.to(OPENS);
        assertThat(sentTo("held")).containsExactly(OPENS);
        assertThat(at("held")).isEqualTo(List.of("wait_24h"));

        // A day after the cart's last change would be three hours later: too close to the reminder that was held.
        trial.advance(Duration.ofHours(11));
        assertThat(sentTo("held")).hasSize(1);
        trial.advance(Duration.ofHours(1));
        assertThat(sentTo("held")).containsExactly(OPENS, OPENS.plus(Duration.ofHours(12)));
        assertThat(sentTo("buyer")).isEmpty();
    }

    @Test
    void inAGroupEveryHeldMessageKeepsItsOwnTokenAndAStepThatDoesNotWaitGivesItsSlotBack() {
        BpmnModelInstance diagram = Drawn.journey("evening", "Evening Asked")
                .serviceTask("now")
                .camundaDelegateExpression("${sendEmail}")
                .serviceTask("later")
                .camundaDelegateExpression("${sendEmail}")
                .endEvent("over")
                .name("Over")
                .done();
        Drawn.set(diagram, "now", Map.of("template", "cart-reminder-1", "whenHeld", "skip"));
        Drawn.set(diagram, "later", Map.of("template", "cart-reminder-2"));
        String deployment = repository
                .createDeployment()
                .addModelInstance("evening.bpmn", diagram)
                .deploy()
                .getId();
        List<String> users = List.of("evening-1", "evening-2", "evening-3");
        users.forEach(this::agrees);
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> timeline.receive(users.stream()
                        .<Fact>map(user -> new Fact.Acted(
                                new Fact.Who(user, null), trial.now(), "Evening Asked", Map.of(), "test", true))
                        .toList()));
        assertThat(users).allSatisfy(user -> {
            assertThat(at(user)).isEqualTo(List.of("later"));
            assertThat(messages.of(run(user)))
                    .extracting(Message::state, Message::reason)
                    .containsExactly(
                            tuple(MessageState.SKIPPED, "quiet_hours"), tuple(MessageState.HELD, "quiet_hours"));
            assertThat(jdbc.sql("select state from pressure.permit where enrolment = ?")
                            .param(run(user))
                            .query(String.class)
                            .list())
                    .containsExactly("reserved");
        });
        repository.deleteDeployment(deployment, true);
        assertThat(messages.latest(run("evening-1")).orElseThrow().state())
                .as("what an ended run still had to say is withdrawn")
                .isEqualTo(MessageState.SKIPPED);
    }

    private void abandons(String user) {
        agrees(user);
        happens(
                user,
                "Product Added",
                Map.of("cart_id", "cart-" + user, "product_id", "p", "name", "Vase", "price", 50));
        trial.advance(Duration.ofHours(1));
    }

    private void agrees(String user) {
        receive(new Fact.Identified(
                new Fact.Who(user, null),
                trial.now(),
                Map.of("email", user + "@example.org", "consents", Map.of("email", true)),
                "test",
                true));
    }

    private void happens(String user, String name, Map<String, Object> properties) {
        receive(new Fact.Acted(new Fact.Who(user, null), trial.now(), name, properties, "test", true));
    }

    private void receive(Fact fact) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> timeline.receive(List.of(fact)));
    }

    private Message last(String user) {
        return messages.latest(run(user)).orElseThrow();
    }

    private long run(String user) {
        return enrolments.latest(contacts.byUserId(user).orElseThrow().id()).orElseThrow();
    }

    private Object at(String user) {
        return enrolments
                .describe(contacts.byUserId(user).orElseThrow().id())
                .get(0)
                .get("at");
    }

    private List<Instant> sentTo(String user) {
        return trial.mailbox().to(user + "@example.org").stream()
                .map(mail -> mail.at())
                .toList();
    }
}
