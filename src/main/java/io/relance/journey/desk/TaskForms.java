package io.relance.journey.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.journey.word.DecisionResults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.CamundaFormDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.stereotype.Component;

/** The forms of tasks: which answers they ask for, and which values those accept. */
@Component
class TaskForms {

    /** A question of a form: its key, whether an answer is needed, the values it accepts (none: any). */
    record Question(String key, String label, boolean required, Set<String> accepted) {}

    /** A form's questions. */
    record Form(List<Question> questions) {

        /** What was posted for the form's own questions, and no more. */
        Map<String, Object> answers(Map<String, Object> posted) {
            Map<String, Object> answers = new LinkedHashMap<>();
            for (Question question : questions) {
                Object value = posted.get(question.key());
                if (value != null && !value.toString().isBlank()) {
                    answers.put(
                            question.key(),
                            value instanceof Number || value instanceof Boolean ? value : value.toString());
                }
            }
            return answers;
        }

        /** What is wrong with answers, each a sentence. */
        List<String> problems(Map<String, Object> answers) {
            List<String> problems = new ArrayList<>();
            for (Question question : questions) {
                Object value = answers.get(question.key());
                if (value == null && question.required()) {
                    problems.add("'" + question.key() + "' is missing (" + question.label() + ")" + accepted(question));
                } else if (value != null
                        && !question.accepted().isEmpty()
                        && !question.accepted().contains(value.toString())) {
                    problems.add("'" + value + "' is not an answer to '" + question.key() + "'" + accepted(question));
                }
            }
            return problems;
        }

        private static String accepted(Question question) {
            return question.accepted().isEmpty() ? "" : "; accepted: " + String.join(", ", question.accepted());
        }
    }

    private final ObjectMapper json;
    private final Map<String, Form> forms = new ConcurrentHashMap<>();

    TaskForms(ObjectMapper json) {
        this.json = json;
    }

    Form of(DelegateTask task) {
        var reference = ((TaskEntity) task).getTaskDefinition().getCamundaFormDefinitionKey();
        String key = String.valueOf(reference.getValue((TaskEntity) task));
        CamundaFormDefinitionEntity latest =
                Context.getCommandContext().getCamundaFormDefinitionManager().findLatestDefinitionByKey(key);
        return forms.computeIfAbsent(latest.getId(), id -> read(latest));
    }

    /** The variables among these that came with the post: all but the results of decisions. */
    Collection<String> keysPosted(Collection<String> names, DelegateTask task) {
        Set<String> results = DecisionResults.of(task.getProcessDefinitionId());
        return names.stream().filter(name -> !results.contains(name)).toList();
    }

    private Form read(CamundaFormDefinitionEntity definition) {
        byte[] source = Context.getCommandContext()
                .getResourceManager()
                .findResourceByDeploymentIdAndResourceName(definition.getDeploymentId(), definition.getResourceName())
                .getBytes();
        try {
            List<Question> questions = new ArrayList<>();
            collect(json.readTree(source), questions);
            return new Form(List.copyOf(questions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(JsonNode parent, List<Question> questions) {
        for (JsonNode component : parent.path("components")) {
            String type = component.path("type").asText();
            String key = type.equals("datetime")
                    ? component.path("key").asText(component.path("subtype").asText(""))
                    : component.path("key").asText("");
            if (!key.isEmpty()
                    && !type.equals("group")
                    && !component.path("readonly").asBoolean()) {
                Set<String> accepted = new LinkedHashSet<>();
                component
                        .path("values")
                        .forEach(value -> accepted.add(value.path("value").asText()));
                boolean required =
                        component.path("validate").path("required").asBoolean() && !component.has("conditional");
                questions.add(new Question(key, component.path("label").asText(key), required, accepted));
            }
            collect(component, questions);
        }
    }
}
