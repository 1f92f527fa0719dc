package io.relance.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A decision that is computed without the engine: it and the decisions it requires, in the order in which they build on
 * each other. Immutable and safe to share.
 *
 * @param steps the decision itself comes last
 * @param reads the names of the facts it reads
 */
record CompiledDecision(List<Step> steps, Set<String> reads) {

    /** One decision of the chain. */
    interface Step {

        /** What was decided: a row for each rule that hits, answers by their names. */
        List<Map<String, Object>> decide(Map<String, Object> facts);

        /** Whether decisions that require this one read lists, even of a single answer. */
        boolean isListed();
    }

    /** @throws io.relance.rules.feel.NotComputed when a fact or a hit is one that only the engine can deal with */
    List<Map<String, Object>> decide(Map<String, Object> facts) {
        if (steps.size() == 1) {
            return steps.get(0).decide(facts);
        }
        Map<String, Object> known = new HashMap<>(facts);
        for (Step step : steps.subList(0, steps.size() - 1)) {
            learn(known, step.decide(known), step.isListed());
        }
        return steps.get(steps.size() - 1).decide(known);
    }

    private static void learn(Map<String, Object> known, List<Map<String, Object>> rows, boolean listed) {
        if (listed) {
            rows.stream()
                    .flatMap(row -> row.keySet().stream())
                    .distinct()
                    .toList()
                    .forEach(name -> known.put(name, Answers.column(rows, name)));
        } else {
            rows.forEach(known::putAll);
        }
    }
}
