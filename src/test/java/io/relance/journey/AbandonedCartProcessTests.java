package io.relance.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.init;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.complete;

import io.relance.contact.Contacts;
import io.relance.contact.Timeline;
import io.relance.journey.Customers.Customer;
import io.relance.journey.run.Enrolments;
import io.relance.trial.Trial;
import io.relance.trial.TrialTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.ProcessEngineTests;
import org.camunda.community.process_test_coverage.spring_test.common.ProcessEngineCoverageProperties;
import org.camunda.community.process_test_coverage.spring_test.platform7.ProcessEngineCoverageConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

/** Every path of {@code processes/abandoned-cart.bpmn}; the class fails when a node or a flow is left out. */
@TrialTest
@Import({ProcessEngineCoverageConfiguration.class, AbandonedCartProcessTests.FullCoverage.class})
class AbandonedCartProcessTests {

    @TestConfiguration(proxyBeanMethods = false)
    static class FullCoverage {

        @Bean
        @Primary
        ProcessEngineCoverageProperties coverage() {
            return ProcessEngineCoverageProperties.builder()
                    .assertClassCoverageAtLeast(1.0)
                    .build();
        }
    }

    private static final String REMINDER_1 = "Votre panier vous attend chez Boutique Exemple";
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    Trial trial;

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    Enrolments enrolments;

    @Autowired
    TaskService tasks;

    @Autowired
    FormService forms;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    ProcessEngine engine;

    @Autowired
    PlatformTransactionManager transactions;

    private Customers customers;

    @BeforeEach
    void begin() {
        init(engine);
        customers = new Customers(trial, timeline, transactions);
    }

    @Test
    void hybridTwoRemindersThenACallThatWins() {
        Customer customer = customers.who("email", "phone").abandons(90);
        ProcessEngineTests.assertThat(run(customer)).isWaitingAt("wait_24h");
        assertThat(customer.subjects()).hasSize(1);

        trial.advance(Duration.ofHours(23));
        ProcessEngineTests.assertThat(run(customer)).isWaitingAt("wait_48h");
        assertThat(customer.subjects()).hasSize(2);
        assertThat(trial.mailbox().to(customer.email()).get(1).text()).contains("LIV");

        trial.advance(Duration.ofHours(24));
        Task call = task(customer);
        assertThat(call.getName()).isEqualTo("Call the customer");
        assertThat(call.getDueDate().toInstant())
                .isEqualTo(call.getCreateTime().toInstant().plus(Duration.ofHours(48)));
        complete(call, Map.of("outcome", "won_back", "reason", "price"));
        assertThat(outcome(customer)).isEqualTo("Won back by an advisor");
        assertThat(customer.subjects()).hasSize(2);
    }

    @Test
    void hybridWithoutAnIncentiveForOneWhoBoughtBefore() {
        Customer customer = customers.who("email").boughtBefore().abandons(40);
        trial.advance(Duration.ofHours(23));
        assertThat(customer.subjects()).hasSize(2);
        assertThat(trial.mailbox().to(customer.email()).get(1).text()).doesNotContain("LIV");
        ProcessEngineTests.assertThat(run(customer)).isWaitingAt("wait_48h");
    }

    @Test
    void reactionsPutTheNextStepOffOnceEach() {
        Customer customer = customers.who("email", "sms", "phone").abandons(200);
        trial.advance(Duration.ofHours(1));
        customer.does("Page Viewed", Map.of());
        trial.advance(Duration.ofHours(22));
        ProcessEngineTests.assertThat(run(customer)).isWaitingAt("put_off_1");

        trial.advance(Duration.ofHours(24));
        ProcessEngineTests.assertThat(run(customer)).isWaitingAt("wait_48h");
        assertThat(customer.subjects()).containsExactly(REMINDER_1);
        trial.advance(Duration.ofMinutes(10));
        customer.does("Cart Viewed", Map.of("cart_id", customer.cart()));

        trial.advance(Duration.ofHours(12));
        ProcessEngineTests.assertThat(run(customer)).isWaitingAt("put_off_2");
        trial.advance(Duration.ofHours(24));
        assertThat(task(customer).getName()).isEqualTo("Call the customer");
    }

    @Test
    void callsBackOnTheDayAgreedAndTriesOnceMoreNextDay() {
        Customer customer = customers.who("email", "phone").abandons(400);
        trial.advance(Duration.ofHours(23));
        LocalDate day = trial.now().atZone(PARIS).toLocalDate().plusDays(3);
        complete(task(customer), Map.of("outcome", "call_back", "callBackOn", day.toString()));
        ProcessEngineTests.assertThat(run(customer)).isWaitingAt("call_back");

        trial.to(day.atTime(9, 0).atZone(PARIS).toInstant());
        complete(task(customer), Map.of("outcome", "no_answer"));
        ProcessEngineTests.assertThat(run(customer)).isWaitingAt("next_day");
        trial.to(day.plusDays(1).atTime(10, 0).atZone(PARIS).toInstant());
        complete(task(customer), Map.of("outcome", "no_answer"));
        assertThat(outcome(customer)).isEqualTo("Customer not reached");
        assertThat(customer.subjects()).containsExactly(REMINDER_1);
    }

    @Test
    void theAdvisorWritesInstead() {
        Customer customer = customers.who("email").abandons(400);
        trial.advance(Duration.ofHours(23));
        assertThat(tasks.getVariableLocal(task(customer).getId(), "callAdvice").toString())
                .contains("write instead");
        complete(task(customer), Map.of("outcome", "write", "note", "Prefers mail"));
        trial.settle();
        assertThat(outcome(customer)).isEqualTo("Written to personally");
        assertThat(customer.subjects()).hasSize(2);
    }

    @Test
    void whoOpensTheFormIsToldWhatHoldsByThen() {
        Customer customer = customers.who("email", "phone").abandons(400);
        trial.advance(Duration.ofHours(23));
        String call = task(customer).getId();
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(opened(call)).as("one slot, however often it is opened").startsWith("You may call");
        }
        customer.does("Consent Withdrawn", Map.of("channel", "phone"));
        trial.settle();
        assertThat(advice(call)).as("written when it was opened last").startsWith("You may call");
        assertThat(opened(call)).contains("write instead");
        assertThat(opened(call)).contains("write instead");
        assertThat(advice(call)).contains("write instead");
    }

    private String opened(String task) {
        return String.valueOf(forms.getTaskFormVariables(task).get("callAdvice"));
    }

    private String advice(String task) {
        return String.valueOf(tasks.getVariableLocal(task, "callAdvice"));
    }

    @Test
    void theOtherOutcomesOfACallEndIt() {
        assertThat(afterCall("not_interested")).isEqualTo("Customer not interested");
        assertThat(afterCall("wrong_number")).isEqualTo("Wrong number");
    }

    private String afterCall(String outcome) {
        Customer customer = customers.who("email", "phone").abandons(400);
        trial.advance(Duration.ofHours(23));
        complete(task(customer), Map.of("outcome", outcome));
        return outcome(customer);
    }

    @Test
    void aCallNobodyMakesIsWithdrawnAfterSevenDays() {
        Customer customer = customers.who("email", "phone").abandons(400);
        trial.advance(Duration.ofHours(23));
        assertThat(task(customer)).isNotNull();
        trial.advance(Duration.ofDays(7));
        assertThat(outcome(customer)).isEqualTo("Call withdrawn");
    }

    @Test
    void automaticThreeRemindersAndNobodyCalls() throws IOException {
        withTable("&lt;= 10", "&lt;= 8", "[11..15]", "[9..13]", "&gt;= 16", "&gt;= 14", () -> {
            Customer first = customers.who("email");
            Customer again = customers.who("email").boughtBefore();
            first.abandons(20);
            again.abandons(20);
            trial.advance(Duration.ofHours(24));
            assertThat(first.subjects()).hasSize(2);
            assertThat(trial.mailbox().to(first.email()).get(1).text()).doesNotContain("LIV");
            first.does("Product Viewed", Map.of("product_id", "lamp"));
            trial.advance(Duration.ofHours(48));
            ProcessEngineTests.assertThat(run(first)).isWaitingAt("put_off_3");
            assertThat(again.subjects()).hasSize(3);
            assertThat(trial.mailbox().to(again.email()).get(2).text()).doesNotContain("LIV");
            assertThat(outcome(again)).isEqualTo("Reminders unanswered");
            trial.advance(Duration.ofHours(24));
            assertThat(trial.mailbox().to(first.email()).get(2).text()).contains("LIV");
            assertThat(outcome(first)).isEqualTo("Reminders unanswered");
        });
    }

    @Test
    void aFailedPaymentTurnsToHelpAtOnce() {
        Customer customer = customers.who("email", "phone").abandons(90);
        customer.does("Payment Failed", Map.of("cart_id", customer.cart()));
        assertThat(task(customer).getName()).isEqualTo("Help the customer");
        trial.advance(Duration.ofHours(50));
        assertThat(customer.subjects()).containsExactly(REMINDER_1);
        complete(task(customer), Map.of("outcome", "won_back"));
        assertThat(outcome(customer)).isEqualTo("Customer helped");
    }

    @Test
    void helpIsOfferedAgainAndByLetter() {
        Customer customer = customers.who("email").abandons(90);
        customer.does("Support Requested", Map.of("topic", "delivery"));
        complete(task(customer), Map.of("outcome", "call_back"));
        ProcessEngineTests.assertThat(run(customer)).isWaitingAt("help_call_back");
        trial.advance(Duration.ofHours(36));
        complete(task(customer), Map.of("outcome", "no_answer"));
        ProcessEngineTests.assertThat(run(customer)).isWaitingAt("help_next_day");
        trial.advance(Duration.ofHours(36));
        complete(task(customer), Map.of("outcome", "write"));
        trial.settle();
        assertThat(outcome(customer)).isEqualTo("Written to personally");
    }

    @Test
    void helpThatReachesNobodyEnds() {
        Customer silent = customers.who("email").abandons(90);
        silent.does("Support Requested", Map.of());
        complete(task(silent), Map.of("outcome", "no_answer"));
        trial.advance(Duration.ofHours(36));
        complete(task(silent), Map.of("outcome", "no_answer"));
        assertThat(outcome(silent)).isEqualTo("Customer not reached");

        Customer forgotten = customers.who("email").abandons(90);
        forgotten.does("Payment Failed", Map.of());
        trial.advance(Duration.ofDays(8));
        assertThat(outcome(forgotten)).isEqualTo("Help withdrawn");
    }

    @Test
    void aPurchaseOfThisCartEndsItAtOnceAndAnotherDoesNot() {
        Customer customer = customers.who("email", "phone").abandons(90);
        customer.does(
                "Order Completed",
                Map.of("order_id", "elsewhere", "products", List.of(Map.of("product_id", "unrelated", "price", 5))));
        ProcessEngineTests.assertThat(run(customer)).isWaitingAt("wait_24h");
        customer.buys();
        assertThat(outcome(customer)).isEqualTo("Cart recovered");
        trial.advance(Duration.ofDays(4));
        assertThat(customer.subjects()).containsExactly(REMINDER_1);
    }

    @Test
    void aPurchaseWithdrawsTheCall() {
        Customer customer = customers.who("email", "phone").abandons(400);
        trial.advance(Duration.ofHours(23));
        assertThat(task(customer)).isNotNull();
        customer.buys();
        assertThat(tasks.createTaskQuery()
                        .processInstanceBusinessKey(businessKey(customer))
                        .count())
                .isZero();
        assertThat(outcome(customer)).isEqualTo("Cart recovered");
    }

    @Test
    void anEmptiedCartEndsIt() {
        Customer customer = customers.who("email").abandons(90);
        customer.empties(90);
        assertThat(outcome(customer)).isEqualTo("Cart emptied");
    }

    private void withTable(
            String manual,
            String toManual,
            String hybrid,
            String toHybrid,
            String automatic,
            String toAutomatic,
            Runnable work)
            throws IOException {
        String table = Files.readString(Path.of("processes/automation-level.dmn"));
        String changed =
                table.replace(manual, toManual).replace(hybrid, toHybrid).replace(automatic, toAutomatic);
        deployTable(changed);
        try {
            work.run();
        } finally {
            deployTable(table);
        }
    }

    private void deployTable(String dmn) {
        repository
                .createDeployment()
                .name("test")
                .addString("automation-level.dmn", dmn)
                .deploy();
    }

    private ProcessInstance run(Customer customer) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey(customer))
                .singleResult();
    }

    private Task task(Customer customer) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(businessKey(customer))
                .singleResult();
    }

    private String businessKey(Customer customer) {
        var contact = contacts.byUserId(customer.id()).orElseThrow().id();
        return enrolments.latest(contact).orElseThrow().toString();
    }

    private String outcome(Customer customer) {
        var contact = contacts.byUserId(customer.id()).orElseThrow().id();
        return String.valueOf(enrolments.describe(contact).get(0).get("outcome"));
    }
}
