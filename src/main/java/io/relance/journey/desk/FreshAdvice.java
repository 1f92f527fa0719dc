package io.relance.journey.desk;

import io.relance.journey.engine.Commands;
import org.camunda.bpm.engine.impl.cmd.GetTaskFormVariablesCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.stereotype.Component;

/**
 * A call's form that is opened says what holds then, not when the task came: hours, a withdrawal or another's call may
 * lie between. Tasklist and the REST API read a form by this command.
 */
@Component
class FreshAdvice extends CommandInterceptor {

    private final TaskOpens opens;

    FreshAdvice(TaskOpens opens) {
        this.opens = opens;
    }

    @Override
    public <T> T execute(Command<T> command) {
        // It refuses whoever may not see the form, who must not move anything either.
        T shown = next.execute(command);
        if (!(command instanceof GetTaskFormVariablesCmd form)) {
            return shown;
        }
        try {
            return next.execute(context -> askAgain(form.resourceId)) ? next.execute(command) : shown;
        } catch (RuntimeException e) {
            if (Commands.passes(e)) {
                // Somebody else opened or completed it in the same moment; nobody fails for only looking.
                return shown;
            }
            throw e;
        }
    }

    private boolean askAgain(String id) {
        TaskEntity task = Context.getCommandContext().getTaskManager().findTaskById(id);
        return task != null && task.getProcessDefinitionId() != null && !task.isSuspended() && opens.askAgain(task);
    }
}
