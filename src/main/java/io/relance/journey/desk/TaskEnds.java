package io.relance.journey.desk;

import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.journey.engine.AfterFlush;
import io.relance.journey.engine.Diagrams;
import io.relance.journey.engine.RunSession;
import io.relance.journey.run.FormAnswers;
import io.relance.journey.run.Run;
import io.relance.journey.word.Words;
import io.relance.pressure.Ask;
import io.relance.shared.Channel;
import io.relance.shared.MessageClass;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * A task is completed: of all that was posted only the form's answers are kept, in our room and as an activity on the
 * timeline; nothing of it stays a variable of the engine.
 */
@Component("taskEnds")
class TaskEnds implements TaskListener {

    private final TaskForms forms;
    private final CallSlots calls;
    private final Diagrams diagrams;
    private final FormAnswers answers;
    private final Timeline timeline;
    private final Clock clock;

    TaskEnds(
            TaskForms forms,
            CallSlots calls,
            Diagrams diagrams,
            @Lazy FormAnswers answers,
            @Lazy Timeline timeline,
            Clock clock) {
        this.forms = forms;
        this.calls = calls;
        this.diagrams = diagrams;
        this.answers = answers;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public void notify(DelegateTask task) {
        DelegateExecution run = task.getExecution().getProcessInstance();
        Map<String, Object> posted = new LinkedHashMap<>(task.getVariables());
        TaskForms.Form form = forms.of(task);
        Map<String, Object> kept = form.answers(posted);
        List<String> problems = form.problems(kept);
        if (!problems.isEmpty()) {
            // The one failure of a listener the engine's REST API answers with 400.
            throw new FormFieldValidationException(null, String.join("; ", problems));
        }
        forms.keysPosted(posted.keySet(), task).forEach(name -> {
            task.getExecution().removeVariable(name);
            run.removeVariable(name);
        });
        Words words = RunSession.current().words(task.getExecution());
        Instant now = clock.instant();
        boolean call = "phone"
                .equals(diagrams.of(task.getProcessDefinitionId()).property(task.getTaskDefinitionKey(), "channel"));
        if (call) {
            calls.completed(task, kept.get("outcome"), call(task, now));
        }
        record(task, words, kept, call, now);
        kept.put("by", by(task));
        answers.keep(words.run().enrolment(), task.getTaskDefinitionKey(), now, kept);
        words.changed("form");
    }

    private void record(DelegateTask task, Words words, Map<String, Object> kept, boolean call, Instant now) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("task", String.valueOf(task.getName()).replaceAll("\\s+", " "));
        properties.put("journey", words.run().journey());
        properties.put("by", by(task));
        if (call) {
            properties.put("channel", "phone");
        }
        properties.putAll(kept);
        NewActivity activity =
                new NewActivity(words.run().contact(), now, "Task Completed", properties, "advisor", true);
        AfterFlush.run(() -> timeline.record(List.of(activity)));
    }

    private static Ask call(DelegateTask task, Instant now) {
        Run run = RunSession.current().words(task.getExecution()).run();
        return new Ask(run.contact(), Channel.PHONE, MessageClass.MARKETING, run.at(task.getTaskDefinitionKey()), now);
    }

    private static String by(DelegateTask task) {
        String user = Context.getCommandContext().getAuthenticatedUserId();
        return user == null ? task.getAssignee() : user;
    }
}
