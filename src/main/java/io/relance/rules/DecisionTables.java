package io.relance.rules;

import io.relance.rules.feel.ExpressionReader;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.springframework.stereotype.Component;

/**
 * Decides by DMN tables over facts that the caller reads. A table is read and compiled once per version; what only the
 * engine can decide, it decides, some hundred times slower.
 */
@Component
public class DecisionTables {

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private final ExpressionReader reader = new ExpressionReader();
    private final Map<String, Table> tables = new ConcurrentHashMap<>();

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
        List<Map<String, Object>> rows = table(version, decision, source).decide(facts);
        if (rows.isEmpty() || rows.size() == 1 && rows.get(0).isEmpty()) {
            return null;
        }
        if (rows.size() > 1 || rows.get(0).size() > 1) {
            throw new IllegalStateException(
                    "decision " + decision + " gave more than one value; a journey can read only one");
        }
        return rows.get(0).values().iterator().next();
    }

    /**
     * The names of the facts a decision reads, {@code cart} where it reads {@code cart.total}; others need not be handed
     * to it. Of a table that the engine decides, every word that may be one.
     */
    public Set<String> reads(String version, String decision, Function<String, byte[]> source) {
        return table(version, decision, source).reads();
    }

    /**
     * Every word in a decision's expressions, whatever it stands for: what is not among them is read by no rule, and need
     * not be found out.
     */
    public Set<String> words(String version, String decision, Function<String, byte[]> source) {
        return table(version, decision, source).words();
    }

    /** Why a version used so far is left to the engine, by version; those that are compiled are not in it. */
    public Map<String, String> leftToTheEngine() {
        return tables.entrySet().stream()
                .filter(table -> table.getValue().reason() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, table -> table.getValue().reason()));
    }

    /** How many decisions the engine has made since the start. */
    public long decidedByTheEngine() {
        return tables.values().stream().mapToLong(Table::decidedByTheEngine).sum();
    }

    private Table table(String version, String decision, Function<String, byte[]> source) {
        Table known = tables.get(version);
        return known != null
                ? known
                : tables.computeIfAbsent(
                        version,
                        v -> Table.of(
                                engine,
                                engine.parseDecision(decision, new ByteArrayInputStream(source.apply(v))),
                                reader));
    }
}
