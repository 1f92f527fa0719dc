package io.relance.journey.engine;

import static org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS;

import java.util.Map;
import org.camunda.bpm.engine.impl.bpmn.behavior.TaskActivityBehavior;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityBehavior;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/**
 * Business rule tasks decide over the vocabulary's words. The engine's own would only see process variables and read
 * everything else as null.
 */
@Component
class DecideBehaviours {

    private final LatestTables tables;
    private final Diagrams diagrams;

    DecideBehaviours(LatestTables tables, Diagrams diagrams) {
        this.tables = tables;
        this.diagrams = diagrams;
    }

    /** The behaviour of one business rule task: {@code camunda:decisionRef}, {@code camunda:resultVariable}. */
    ActivityBehavior of(Element task) {
        String decision = task.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, "decisionRef");
        String result = task.attributeNS(CAMUNDA_BPMN_EXTENSIONS_NS, "resultVariable");
        return new TaskActivityBehavior() {
            @Override
            public void performExecution(ActivityExecution execution) {
                Object decided = tables.decide(
                        decision, RunSession.current().words(execution), Map.of("journey", journey(execution)));
                // On the run itself: gateways after this task read it.
                execution.getProcessInstance().setVariable(result, decided);
                leave(execution);
            }
        };
    }

    private Map<String, Object> journey(ActivityExecution execution) {
        return diagrams.of(execution.getProcessDefinitionId())
                .start()
                .standing()
                .words();
    }
}
