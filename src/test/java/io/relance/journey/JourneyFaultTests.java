package io.relance.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.contact.Contacts;
import io.relance.contact.Timeline;
import io.relance.journey.Customers.Customer;
import io.relance.journey.run.Enrolments;
import io.relance.trial.Trial;
import io.relance.trial.TrialTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

/** A journey that cannot take an activity costs nobody the fact, and takes it once it can. */
@TrialTest
class JourneyFaultTests {

    @Autowired
    Trial trial;

    @Autowired
    Timeline timeline;

    @Autowired
    Contacts contacts;

    @Autowired
    Enrolments enrolments;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    Journeys journeys;

    @Autowired
    PlatformTransactionManager transactions;

    @Test
    void anActivityARunCannotTakeBecomesAnIncidentAndIsTriedAgain() {
        deploy(Bpmn.createExecutableProcess("appointment")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .message("Appointment Asked")
                .intermediateCatchEvent("wait")
                .message("Appointment Made")
                .intermediateCatchEvent("day")
                .timerWithDate("${contact.appointment}")
                .endEvent("over")
                .name("Appointment over")
                .done());
        Customers customers = new Customers(trial, timeline, transactions);
        Customer stuck = customers.who().does("Appointment Asked", Map.of());
        Customer fine = customers.who().does("Appointment Asked", Map.of());
        update(stuck, "someday");
        update(fine, "2026-12-24T09:00:00Z");

        stuck.does("Appointment Made", Map.of("note", "soon"));
        fine.does("Appointment Made", Map.of());

        assertThat(timeline.newest(contact(stuck), 1).get(0).name()).isEqualTo("Appointment Made");
        assertThat(at(stuck)).isEqualTo(List.of("wait"));
        assertThat(at(fine)).isEqualTo(List.of("day"));
        assertThat(runtime.createIncidentQuery()
                        .incidentType("activityNotTaken")
                        .list())
                .singleElement()
                .satisfies(incident -> assertThat(incident.getIncidentMessage()).contains("someday"));

        trial.advance(Duration.ofMinutes(2));
        assertThat(at(stuck)).isEqualTo(List.of("wait"));
        update(stuck, "2026-12-25T09:00:00Z");
        trial.advance(Duration.ofMinutes(10));
        assertThat(at(stuck)).isEqualTo(List.of("day"));
        assertThat(runtime.createIncidentQuery()
                        .incidentType("activityNotTaken")
                        .count())
                .isZero();
    }

    @Test
    void aStepThatFailsIsRetriedAndThenShownAsAnIncident() {
        deploy(Bpmn.createExecutableProcess("visit")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .message("Visit Asked")
                .intermediateCatchEvent("minute")
                .timerWithDuration("PT1M")
                .intermediateCatchEvent("day")
                .timerWithDate("${contact.appointment}")
                .endEvent("over")
                .name("Visit over")
                .done());
        Customers customers = new Customers(trial, timeline, transactions);
        Customer stuck = customers.who();
        Customer fine = customers.who();
        update(stuck, "someday");
        update(fine, "2026-12-24T09:00:00Z");
        stuck.does("Visit Asked", Map.of());
        fine.does("Visit Asked", Map.of());

        trial.advance(Duration.ofMinutes(1));
        assertThat(at(fine)).isEqualTo(List.of("day"));
        assertThat(at(stuck)).isEqualTo(List.of("minute"));
        trial.advance(Duration.ofHours(5));
        assertThat(runtime.createIncidentQuery().incidentType("failedJob").count())
                .isEqualTo(1);
    }

    @Test
    void aWrongAnswerToAFormNamesWhatIsAccepted() {
        Customers customers = new Customers(trial, timeline, transactions);
        customers.who("email").abandons(400);
        trial.advance(Duration.ofHours(24));
        Task call = tasks.createTaskQuery().taskName("Call the customer").list().get(0);
        assertThatThrownBy(() -> tasks.complete(call.getId(), Map.of("outcome", "maybe")))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessageContaining("'maybe' is not an answer to 'outcome'; accepted: won_back, call_back");
        assertThatThrownBy(() -> tasks.complete(call.getId())).hasMessageContaining("'outcome' is missing");
        assertThat(tasks.createTaskQuery().taskId(call.getId()).count()).isEqualTo(1);
    }

    @Test
    void aJourneySwitchedOffLetsNobodyNewInAndSaysSo() {
        deploy(Bpmn.createExecutableProcess("chat")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .message("Chat Opened")
                .intermediateCatchEvent("wait")
                .message("Chat Closed")
                .endEvent("over")
                .name("Chat over")
                .done());
        Customers customers = new Customers(trial, timeline, transactions);
        Customer inside = customers.who().does("Chat Opened", Map.of());
        assertThat(journeys.turn("chat", false, true, "analyst")).isPresent();
        assertThat(enrolments.describe(contact(inside)).get(0).get("outcome")).isEqualTo("Journey switched off");
        Customer outside = customers.who().does("Chat Opened", Map.of());
        assertThat(enrolments.describe(contact(outside))).isEmpty();
        journeys.turn("chat", true, false, "analyst");
        outside.does("Chat Opened", Map.of());
        assertThat(enrolments.describe(contact(outside))).hasSize(1);
    }

    private void deploy(BpmnModelInstance journey) {
        repository.createDeployment().addModelInstance("test.bpmn", journey).deploy();
    }

    private void update(Customer customer, String appointment) {
        contacts.update(contact(customer), Map.of("appointment", appointment));
    }

    private io.relance.shared.ContactId contact(Customer customer) {
        return contacts.byUserId(customer.id()).orElseThrow().id();
    }

    private Object at(Customer customer) {
        return enrolments.describe(contact(customer)).get(0).get("at");
    }
}
