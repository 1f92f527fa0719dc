package io.relance.journey.step;

import io.relance.journey.engine.Diagram;
import io.relance.journey.engine.Diagrams;
import io.relance.journey.engine.RunSession;
import io.relance.journey.run.Run;
import io.relance.journey.word.Words;
import org.camunda.bpm.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;

/** A service task of the vocabulary: reads its properties, asks one room, moves on. */
abstract class Step extends AbstractBpmnActivityBehavior {

    private final Diagrams diagrams;

    Step(Diagrams diagrams) {
        this.diagrams = diagrams;
    }

    /** What a step has at hand: the run, its words, and the properties set on the diagram's element. */
    record Here(Diagram diagram, String element, Words words) {

        Run run() {
            return words.run();
        }

        String property(String name) {
            return diagram.property(element, name);
        }

        /** A property that must be there; the deployment gate saw to it. */
        String required(String name) {
            String value = property(name);
            if (value == null) {
                throw new IllegalStateException(
                        diagram.journey() + ", " + element + ": property '" + name + "' is missing");
            }
            return value;
        }
    }

    @Override
    public void execute(ActivityExecution execution) throws Exception {
        if (perform(here(execution), execution)) {
            leave(execution);
        }
    }

    Here here(ActivityExecution execution) {
        return new Here(
                diagrams.of(execution.getProcessDefinitionId()),
                execution.getCurrentActivityId(),
                RunSession.current().words(execution));
    }

    /** Does the step's work; false when the token stays until it is signalled. */
    abstract boolean perform(Here here, ActivityExecution execution);
}
