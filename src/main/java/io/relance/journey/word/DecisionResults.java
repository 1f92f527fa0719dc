package io.relance.journey.word;

import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;

/** The names under which a diagram's decisions keep their results; the only variables a run has. */
public final class DecisionResults {

    private DecisionResults() {}

    /** The names in one version of a diagram; inside an engine command. */
    public static Set<String> of(String definition) {
        return Context.getProcessEngineConfiguration()
                .getDeploymentCache()
                .findBpmnModelInstanceForProcessDefinition(definition)
                .getModelElementsByType(BusinessRuleTask.class)
                .stream()
                .map(BusinessRuleTask::getCamundaResultVariable)
                .filter(name -> name != null)
                .collect(Collectors.toSet());
    }
}
