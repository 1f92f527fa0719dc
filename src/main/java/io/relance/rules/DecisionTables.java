package io.relance.rules;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Decides by DMN tables over facts that the caller reads; a table's source is parsed once per version. */
@Component
public class DecisionTables {

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private final Map<String, DmnDecision> parsed = new ConcurrentHashMap<>();

    /**
     * What is wrong with a DMN file; empty when nothing is.
     *
     * @param knows whether an input such as {@code cart.total} exists
     */
    public List<Problem> check(byte[] dmn, Predicate<String> knows) {
        List<Problem> problems = new TableCheck(knows).problems(dmn);
        if (!problems.isEmpty()) {
            return problems;
        }
        try {
            engine.parseDecisions(new ByteArrayInputStream(dmn));
            return List.of();
        } catch (RuntimeException e) {
            return List.of(new Problem("definitions", "the engine cannot read this table: " + e.getMessage()));
        }
    }

    /**
     * The single value a decision gives for these facts.
     *
     * @param version names this version of the table for ever
     * @param source the DMN of that version, read once
     * @return null when no rule hits
     * @throws IllegalStateException when the table gives more than one value
     */
    public Object decide(String version, String decision, Function<String, byte[]> source, Map<String, Object> facts) {
        DmnDecision table = parsed.computeIfAbsent(
                version, v -> engine.parseDecision(decision, new ByteArrayInputStream(source.apply(v))));
        DmnDecisionResult result = engine.evaluateDecision(table, Variables.fromMap(facts));
        if (result.isEmpty()) {
            return null;
        }
        if (result.size() > 1 || result.getSingleResult().size() > 1) {
            throw new IllegalStateException(
                    "decision " + decision + " gave more than one value; a journey can read only one");
        }
        return result.getSingleResult().getSingleEntry();
    }
}
