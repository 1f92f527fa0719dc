package io.relance.journey;

import io.relance.contact.PersonalData;
import io.relance.contact.Subject;
import io.relance.journey.engine.Commands;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A person's runs, with what advisors wrote about them, and what the engine keeps of them. */
@Component
@Order(10)
class JourneyData implements PersonalData {

    private static final String RUNS = "runs";

    /** The engine's process instances of those that are under way. */
    private static final String INSTANCES = "instances";

    private final JdbcClient jdbc;
    private final RuntimeService runtime;
    private final Commands commands;

    JourneyData(JdbcClient jdbc, RuntimeService runtime, Commands commands) {
        this.jdbc = jdbc;
        this.runtime = runtime;
        this.commands = commands;
    }

    @Override
    public Subject trace(Subject subject) {
        List<Long> runs = jdbc.sql("select id from journey.enrolment where contact_id = any(?) order by id")
                .param(subject.numbers(Subject.CONTACTS).toArray(Long[]::new))
                .query(Long.class)
                .list();
        List<String> instances = jdbc.sql("select id_ from act_ru_execution where business_key_ = any(?) order by id_")
                .param(runs.stream().map(String::valueOf).toArray(String[]::new))
                .query(String.class)
                .list();
        return subject.withNumbers(RUNS, runs).with(INSTANCES, instances);
    }

    /** Ends what is under way; tasks, timers, variables and messages that wait go with it. */
    @Override
    public void letGo(Subject subject, Instant now) {
        List<String> instances = subject.texts(INSTANCES);
        if (!instances.isEmpty()) {
            commands.run(() -> instances.forEach(id -> runtime.deleteProcessInstance(id, "Person erased")));
        }
        sweep();
    }

    /**
     * What people noted beside tasks stays with the engine when the run is over, where nobody can read it, nor tell whose
     * it was: it goes, whosever it was.
     */
    private void sweep() {
        String over = " where proc_inst_id_ is null or not exists"
                + " (select from act_ru_execution e where e.id_ = proc_inst_id_)";
        jdbc.sql("delete from act_ge_bytearray where id_ in (select content_id_ from act_hi_attachment" + over + ")")
                .update();
        jdbc.sql("delete from act_hi_attachment" + over).update();
        jdbc.sql("delete from act_hi_comment" + over).update();
    }

    /** The engine's tables are asked too, although the engine has emptied them by then: a version to come may not. */
    @Override
    public List<Held> tables() {
        List<Held> tables = new ArrayList<>(List.of(
                Held.untold("journey.waiting_send", "t.enrolment = any(:runs)"),
                new Held("journey.form_answer", "t.enrolment = any(:runs)", "at, id"),
                new Held("journey.pending", "t.contact_id = any(:contacts) or t.enrolment = any(:runs)", "id"),
                new Held("journey.enrolment", "t.contact_id = any(:contacts)", "entered_at, id"),
                new Held("act_hi_comment", EngineRows.OF_RUN, "time_, id_"),
                new Held("act_hi_attachment", EngineRows.OF_RUN, "create_time_, id_"),
                new Held("act_ru_variable", EngineRows.OF_RUN, "name_, id_"),
                new Held("act_ru_task", EngineRows.OF_RUN, "create_time_, id_")));
        tables.addAll(EngineRows.untold());
        return tables;
    }
}
