package io.relance.journey.engine;

import io.relance.contact.Contacts;
import io.relance.contact.Timeline;
import io.relance.journey.run.Enrolments;
import io.relance.trial.Trial;
import io.relance.trial.TrialTest;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.ProcessBuilder;
import org.camunda.bpm.model.bpmn.builder.StartEventBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tests of the engine's groups: journeys of a few lines, drawn by the test, and people by the dozen in them. */
@TrialTest
abstract class DrawnJourneys {

    @Autowired
    DueJobs jobs;

    @Autowired
    Trial trial;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient db;

    TransactionTemplate transaction;
    People people;

    @BeforeEach
    void begin(
            @Autowired Timeline timeline,
            @Autowired Contacts contacts,
            @Autowired Enrolments enrolments,
            @Autowired PlatformTransactionManager transactions) {
        transaction = new TransactionTemplate(transactions);
        people = new People(trial, timeline, contacts, enrolments, transaction);
    }

    static ProcessBuilder journey(String name) {
        return Bpmn.createExecutableProcess(name).camundaHistoryTimeToLiveString("P1D");
    }

    static StartEventBuilder start(String journey, String activity) {
        return journey(journey).startEvent().message(activity);
    }

    void deploy(BpmnModelInstance journey) {
        repository.createDeployment().addModelInstance("test.bpmn", journey).deploy();
    }

    /** The engine's id of somebody's run; "gone" after its end. */
    String instance(String who) {
        return db.sql(
                        """
                        select coalesce(max(p.id_), 'gone') from act_ru_execution p
                        join journey.enrolment e on p.business_key_ = e.id::text where e.contact_id = ?""")
                .param(people.contact(who).value())
                .query(String.class)
                .single();
    }
}
