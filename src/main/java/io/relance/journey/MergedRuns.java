package io.relance.journey;

import io.relance.contact.ContactsMerged;
import io.relance.journey.engine.Commands;
import io.relance.journey.run.Enrolments;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A visitor turns out to be a known person: their runs go on as that person's; a double one ends. */
@Component
class MergedRuns {

    private final Enrolments enrolments;
    private final RuntimeService runtime;
    private final Commands commands;

    MergedRuns(Enrolments enrolments, RuntimeService runtime, Commands commands) {
        this.enrolments = enrolments;
        this.runtime = runtime;
        this.commands = commands;
    }

    @EventListener
    @Order(100)
    void on(ContactsMerged merged) {
        List<Long> doubles = enrolments.doubles(merged.from(), merged.into());
        if (!doubles.isEmpty()) {
            commands.run(() -> doubles.forEach(this::end));
        }
        enrolments.move(merged.from(), merged.into());
    }

    private void end(long enrolment) {
        for (ProcessInstance instance : runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(String.valueOf(enrolment))
                .list()) {
            runtime.deleteProcessInstance(instance.getId(), "Merged into the same journey of the same person");
        }
    }
}
