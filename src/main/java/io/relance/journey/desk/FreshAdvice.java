package io.relance.journey.desk;

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
        boolean asked = next.execute(context -> {
            TaskEntity task = Context.getCommandContext().getTaskManager().findTaskById(form.resourceId);
            return task != null && !task.isSuspended() && opens.askAgain(task);
        });
        return asked ? next.execute(command) : shown;
    }
}
