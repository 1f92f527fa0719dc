package io.relance.rules;

import io.relance.rules.feel.NotComputed;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.dmn.engine.DmnDecision;

/** A decision and all that it builds on, in the engine's order: what is required comes before what requires it. */
final class Requirements {

    private Requirements() {}

    static List<DmnDecision> of(DmnDecision decision) {
        List<DmnDecision> ordered = new ArrayList<>();
        add(decision, ordered);
        return ordered;
    }

    private static void add(DmnDecision decision, List<DmnDecision> ordered) {
        if (decision == null) {
            throw new NotComputed("a required decision without a table or an expression");
        }
        if (!ordered.contains(decision)) {
            decision.getRequiredDecisions().forEach(required -> add(required, ordered));
            ordered.add(decision);
        }
    }
}
