package io.relance.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.model.bpmn.builder.ProcessBuilder;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.TransientDataAccessException;

/** Groups of due jobs: all of them done, each once, whatever one of them or somebody else does. */
class DueJobsTests extends DrawnJourneys {

    @Autowired
    DueTable table;

    @Test
    void oneJobThatFailsHoldsNobodyUpAndIsRetriedAlone() {
        deploy(start("dj-visit", "Dj Visit Asked")
                .intermediateCatchEvent("minute")
                .timerWithDuration("PT1M")
                .intermediateCatchEvent("day")
                .timerWithDate("${contact.appointment}")
                .endEvent("over")
                .done());
        List<String> all = People.many("dj-visitor", 130);
        people.all(all, "Dj Visit Asked");
        all.forEach(who -> people.update(who, Map.of("appointment", "2046-12-24T09:00:00Z")));
        String stuck = all.get(57);
        people.update(stuck, Map.of("appointment", "someday"));

        trial.advance(Duration.ofMinutes(1));
        assertThat(all)
                .allSatisfy(who -> assertThat(people.at(who)).isEqualTo(List.of(who.equals(stuck) ? "minute" : "day")));
        trial.advance(Duration.ofHours(5));
        assertThat(failedJobs(stuck)).isEqualTo(1);

        people.update(stuck, Map.of("appointment", "2046-12-24T09:00:00Z"));
        retryNow(stuck);
        trial.advance(Duration.ofMinutes(1));
        assertThat(people.at(stuck)).isEqualTo(List.of("day"));
        assertThat(failedJobs(stuck))
                .as("what is done again is no incident any more")
                .isZero();
    }

    @Test
    void whatCanBeDoneDoesNotWaitBehindWhatCannot() {
        deploy(start("dj-queue", "Dj Queue Asked")
                .intermediateCatchEvent("minute")
                .timerWithDuration("PT1M")
                .intermediateCatchEvent("day")
                .timerWithDate("${contact.appointment}")
                .endEvent("over")
                .done());
        List<String> all = People.many("dj-queuer", 60);
        people.all(all, "Dj Queue Asked");
        List<String> stuck = all.subList(0, 40);
        List<String> fine = all.subList(40, 60);
        stuck.forEach(who -> people.update(who, Map.of("appointment", "someday")));
        fine.forEach(who -> people.update(who, Map.of("appointment", "2046-12-24T09:00:00Z")));
        // Their order is not that of their names: what cannot be done is due first.
        stuck.forEach(who -> db.sql("update act_ru_job set duedate_ = duedate_ - interval '10 s'"
                        + " where process_instance_id_ = ?")
                .param(instance(who))
                .update());
        drain(trial.now().plus(Duration.ofMinutes(1)));
        assertThat(fine).allSatisfy(who -> assertThat(people.at(who)).isEqualTo(List.of("day")));
        long lastDone = transactionsOf(fine).stream().max(Long::compare).orElseThrow();
        assertThat(transactionsOf(stuck).stream().filter(failed -> failed > lastDone))
                .as("most of what cannot be done comes after all that can")
                .hasSizeGreaterThan(20);
    }

    /** Which transactions wrote these people's jobs last; they count upwards. */
    private List<Long> transactionsOf(List<String> people) {
        return people.stream()
                .map(who -> db.sql("select xmin::text::bigint from act_ru_job where process_instance_id_ = ?")
                        .param(instance(who))
                        .query(Long.class)
                        .single())
                .toList();
    }

    @Test
    void aRunSomebodyStartedUnderAKeyOfTheirOwnStopsNobody() {
        deploy(start("dj-foreign", "Dj Foreign Asked")
                .intermediateCatchEvent("minute")
                .timerWithDuration("PT1M")
                .endEvent("over")
                .done());
        String definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("dj-foreign")
                .latestVersion()
                .singleResult()
                .getId();
        List<DueTable.Due> claimed = transaction.execute(status -> {
            status.setRollbackOnly();
            runtime.createMessageCorrelation("Dj Foreign Asked")
                    .processDefinitionId(definition)
                    .processInstanceBusinessKey("by hand")
                    .correlateStartMessage();
            return table.claim(trial.now().plus(Duration.ofMinutes(1)), 1_000, List.of(), DueTable.End.EARLIEST);
        });
        assertThat(claimed).anySatisfy(due -> assertThat(due.contact()).isNull());
    }

    @Test
    void severalNodesShareWhatIsDueAndDoItOnce() throws Exception {
        deploy(start("dj-share", "Dj Share Asked")
                .intermediateCatchEvent("minute")
                .timerWithDuration("PT1M")
                .endEvent("over")
                .name("Over")
                .done());
        List<String> all = People.many("dj-sharer", 450);
        people.all(all, "Dj Share Asked");
        Instant due = trial.now().plus(Duration.ofMinutes(1));
        atOnce(() -> drain(due), () -> drain(due));
        assertThat(all).allSatisfy(who -> assertThat(people.outcome(who)).isEqualTo("Over"));
        assertThat(exits("dj-share")).as("each run ends once").isEqualTo(450);
    }

    @Test
    void branchesOfOneRunThatAreDueTogetherAllGoOn() throws Exception {
        deploy(start("dj-branches", "Dj Branches Asked")
                .parallelGateway("fork")
                .intermediateCatchEvent("left")
                .timerWithDuration("PT1M")
                .parallelGateway("join")
                .endEvent("over")
                .name("Over")
                .moveToNode("fork")
                .intermediateCatchEvent("right")
                .timerWithDuration("PT1M")
                .connectTo("join")
                .done());
        List<String> all = People.many("dj-brancher", 150);
        people.all(all, "Dj Branches Asked");
        Instant due = trial.now().plus(Duration.ofMinutes(1));
        atOnce(() -> drain(due), () -> drain(due));
        drain(due);
        assertThat(all).allSatisfy(who -> assertThat(people.outcome(who)).isEqualTo("Over"));
        assertThat(exits("dj-branches")).isEqualTo(150);
    }

    @Test
    void aJobWhoseRunAnEarlierOneOfTheGroupEndedIsGone() {
        ProcessBuilder journey = journey("dj-cut");
        journey.eventSubProcess()
                .startEvent("cut")
                .interrupting(true)
                .timerWithDuration("PT1M")
                .endEvent("cutOff")
                .name("Cut off");
        deploy(journey.startEvent()
                .message("Dj Cut Asked")
                .intermediateCatchEvent("wait")
                .timerWithDuration("PT1M")
                .endEvent("waited")
                .name("Waited")
                .done());
        List<String> all = People.many("dj-cutter", 60);
        people.all(all, "Dj Cut Asked");
        trial.advance(Duration.ofMinutes(1));
        assertThat(all).allSatisfy(who -> assertThat(people.outcome(who)).isIn("Cut off", "Waited"));
        assertThat(exits("dj-cut")).isEqualTo(60);
    }

    @Test
    void aTimerAndAPurchaseAtOneMomentEndARunOnce() throws Exception {
        deploy(start("dj-race", "Dj Race Asked")
                .eventBasedGateway()
                .id("wait")
                .intermediateCatchEvent("bought")
                .message("Dj Race Bought")
                .endEvent("sold")
                .name("Bought")
                .moveToNode("wait")
                .intermediateCatchEvent("minute")
                .timerWithDuration("PT1M")
                .endEvent("late")
                .name("Too late")
                .done());
        for (int round = 0; round < 5; round++) {
            List<String> all = People.many("dj-racer-" + round, 60);
            people.all(all, "Dj Race Asked");
            Instant due = trial.now().plus(Duration.ofMinutes(1));
            atOnce(() -> drain(due), () -> {
                buy(all);
                return null;
            });
            drain(due);
            assertThat(all).allSatisfy(who -> assertThat(people.outcome(who)).isIn("Bought", "Too late"));
            assertThat(exits("dj-race")).isEqualTo((round + 1) * 60);
        }
    }

    /** As the inbox does: what passes by itself is tried again. */
    private void buy(List<String> all) {
        try {
            people.all(all, "Dj Race Bought");
        } catch (TransientDataAccessException e) {
            people.all(all, "Dj Race Bought");
        }
    }

    private Void drain(Instant due) {
        jobs.runDue(due);
        return null;
    }

    private static void atOnce(Callable<?> one, Callable<?> other) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Object>> both = List.of(one, other).stream()
                    .map(work -> threads.submit(() -> {
                        barrier.await();
                        return (Object) work.call();
                    }))
                    .toList();
            for (Future<Object> each : both) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private long failedJobs(String who) {
        return runtime.createIncidentQuery()
                .incidentType("failedJob")
                .processInstanceId(instance(who))
                .count();
    }

    private void retryNow(String who) {
        Job job = management.createJobQuery().processInstanceId(instance(who)).singleResult();
        management.setJobRetries(job.getId(), 1);
    }

    private long exits(String journey) {
        return db.sql("select count(*) from contact.decision where journey = ? and outcome = 'exited'")
                .param(journey)
                .query(Long.class)
                .single();
    }
}
