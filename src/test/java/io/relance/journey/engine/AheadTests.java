package io.relance.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.ProcessBuilder;
import org.camunda.bpm.model.bpmn.builder.StartEventBuilder;
import org.camunda.bpm.model.bpmn.builder.SubProcessBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The engine leaves the same rows behind whether it was handed what it needs or fetched it piece by piece: two groups
 * of people go through one diagram, one group by our groups, the other job by job and message by message.
 */
class AheadTests extends DrawnJourneys {

    private static final List<String> DIAGRAMS = List.of(
            "ahead-gateway",
            "ahead-catch",
            "ahead-branches",
            "ahead-cut",
            "ahead-beside",
            "ahead-whole-cut",
            "ahead-decided",
            "ahead-asked");

    private static final String WAKES = "Ahead Woken";

    private static final String ROWS =
            """
            with these as (select * from act_ru_execution where proc_inst_id_ = ?)
            select concat_ws(' ', 'execution', act_id_, is_active_, is_concurrent_, is_scope_, is_event_scope_,
                suspension_state_, cached_ent_state_, (select coalesce(act_id_, 'whole') from these parent
                where parent.id_ = child.parent_id_)) from these child
            union all select concat_ws(' ', 'subscription', s.event_type_, s.event_name_, s.activity_id_, e.act_id_)
            from act_ru_event_subscr s join these e on e.id_ = s.execution_id_
            union all select concat_ws(' ', 'job', j.handler_type_, j.handler_cfg_, j.retries_, e.act_id_,
                j.suspension_state_) from act_ru_job j join these e on e.id_ = j.execution_id_
            union all select concat_ws(' ', 'variable', v.name_, v.type_, v.text_, v.long_, e.act_id_)
            from act_ru_variable v join these e on e.id_ = v.execution_id_
            union all select concat_ws(' ', 'task', t.name_, t.task_def_key_, e.act_id_)
            from act_ru_task t join these e on e.id_ = t.execution_id_
            order by 1""";

    @AfterEach
    void end() {
        runtime.createProcessInstanceQuery()
                .processDefinitionKeyIn(DIAGRAMS.toArray(String[]::new))
                .list()
                .forEach(run -> runtime.deleteProcessInstance(run.getId(), "The test is over"));
    }

    @ParameterizedTest
    @FieldSource("DIAGRAMS")
    void theSameRowsAreLeft(String diagram) {
        deploy(drawn(diagram));
        for (int step = 0; step < 3; step++) {
            List<String> ours = People.many(diagram + "-ours-" + step, 6);
            List<String> plain = People.many(diagram + "-plain-" + step, 6);
            people.all(ours, diagram);
            people.all(plain, diagram);
            assertThat(rows(ours)).as("both begin alike").isEqualTo(rows(plain));
            if (step != 1) {
                trial.advance(Duration.ofSeconds(30));
                plain.forEach(this::wakePlainly);
                people.all(ours, WAKES);
                assertThat(rows(ours)).as("woken").isEqualTo(rows(plain));
            }
            if (step != 0) {
                plain.forEach(this::timePlainly);
                jobs.runDue(trial.now().plus(Duration.ofMinutes(1)));
                assertThat(rows(ours)).as("timers").isEqualTo(rows(plain));
            }
        }
    }

    private static BpmnModelInstance drawn(String diagram) {
        ProcessBuilder process = journey(diagram);
        if (diagram.equals("ahead-whole-cut")) {
            process.eventSubProcess()
                    .startEvent("cut")
                    .interrupting(true)
                    .timerWithDuration("PT1M")
                    .intermediateCatchEvent("afterCut")
                    .timerWithDuration("P9D")
                    .endEvent("cutOff")
                    .name("Cut off");
        }
        StartEventBuilder start = process.startEvent("begin").message(diagram);
        return switch (diagram) {
            case "ahead-gateway" ->
                start.eventBasedGateway()
                        .id("gate")
                        .intermediateCatchEvent("woken")
                        .message(WAKES)
                        .endEvent("over")
                        .moveToNode("gate")
                        .intermediateCatchEvent("minute")
                        .timerWithDuration("PT1M")
                        .intermediateCatchEvent("days")
                        .timerWithDuration("P9D")
                        .endEvent("late")
                        .done();
            case "ahead-catch" ->
                start.intermediateCatchEvent("minute")
                        .timerWithDuration("PT1M")
                        .intermediateCatchEvent("woken")
                        .message(WAKES)
                        .endEvent("over")
                        .done();
            case "ahead-branches" ->
                start.parallelGateway("fork")
                        .intermediateCatchEvent("minute")
                        .timerWithDuration("PT1M")
                        .parallelGateway("join")
                        .endEvent("over")
                        .moveToNode("fork")
                        .intermediateCatchEvent("woken")
                        .message(WAKES)
                        .connectTo("join")
                        .done();
            case "ahead-cut" ->
                inside(start)
                        .boundaryEvent("cut")
                        .cancelActivity(true)
                        .timerWithDuration("PT1M")
                        .intermediateCatchEvent("days")
                        .timerWithDuration("P9D")
                        .endEvent("late")
                        .done();
            case "ahead-beside" ->
                inside(start)
                        .boundaryEvent("beside")
                        .cancelActivity(false)
                        .timerWithDuration("PT1M")
                        .intermediateCatchEvent("days")
                        .timerWithDuration("P9D")
                        .endEvent("late")
                        .done();
            case "ahead-decided" ->
                start.businessRuleTask("decide")
                        .camundaDecisionRef("automation-level")
                        .camundaResultVariable("level")
                        .camundaMapDecisionResult("singleEntry")
                        .eventBasedGateway()
                        .id("gate")
                        .intermediateCatchEvent("woken")
                        .message(WAKES)
                        .intermediateCatchEvent("days")
                        .timerWithDuration("P9D")
                        .endEvent("over")
                        .moveToNode("gate")
                        .intermediateCatchEvent("minute")
                        .timerWithDuration("PT1M")
                        .endEvent("late")
                        .done();
            case "ahead-asked" ->
                start.userTask("ask")
                        .name("Ask")
                        .camundaCandidateGroups("operators")
                        .camundaFormRef("call-customer")
                        .camundaFormRefBinding("latest")
                        .endEvent("over")
                        .moveToActivity("ask")
                        .boundaryEvent("minute")
                        .timerWithDuration("PT1M")
                        .intermediateCatchEvent("woken")
                        .message(WAKES)
                        .endEvent("late")
                        .done();
            default ->
                start.intermediateCatchEvent("woken")
                        .message(WAKES)
                        .intermediateCatchEvent("days")
                        .timerWithDuration("P9D")
                        .endEvent("over")
                        .done();
        };
    }

    private static SubProcessBuilder inside(StartEventBuilder start) {
        var within = start.subProcess("part")
                .embeddedSubProcess()
                .startEvent("in")
                .intermediateCatchEvent("woken")
                .message(WAKES)
                .endEvent("out")
                .subProcessDone();
        return within.endEvent("over").moveToActivity("part");
    }

    private void wakePlainly(String who) {
        for (EventSubscription waits : runtime.createEventSubscriptionQuery()
                .processInstanceId(instance(who))
                .eventName(WAKES)
                .list()) {
            runtime.messageEventReceived(WAKES, waits.getExecutionId());
        }
    }

    private void timePlainly(String who) {
        List<Job> due = management.createJobQuery().processInstanceId(instance(who)).list().stream()
                .filter(job -> !job.getDuedate().toInstant().isAfter(trial.now().plus(Duration.ofMinutes(1))))
                .toList();
        due.stream()
                .filter(job -> management.createJobQuery().jobId(job.getId()).count() == 1)
                .forEach(job -> management.executeJob(job.getId()));
    }

    /** All rows of the engine about each of these people, without what is a row's own. */
    private List<String> rows(List<String> who) {
        return who.stream()
                .map(each ->
                        db.sql(ROWS).param(instance(each)).query(String.class).list())
                .map(lines -> String.join("\n", lines))
                .toList();
    }
}
