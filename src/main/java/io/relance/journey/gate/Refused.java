package io.relance.journey.gate;

import java.util.List;
import org.camunda.bpm.engine.Problem;

/** One broken rule in the engine's own shape, so that its REST API and Modeler show it at the element. */
record Refused(String element, String sentence) implements Problem {

    @Override
    public String getMessage() {
        return sentence;
    }

    @Override
    public int getLine() {
        return 0;
    }

    @Override
    public int getColumn() {
        return 0;
    }

    @Override
    public String getMainElementId() {
        return element;
    }

    @Override
    public List<String> getElementIds() {
        return List.of(element);
    }
}
