package io.relance.rules;

import io.relance.rules.feel.Computation;
import io.relance.rules.feel.Scope;
import io.relance.rules.feel.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camunda.bpm.dmn.engine.impl.spi.type.DmnTypeDefinition;

/** A decision table whose cells are computations. */
record CompiledTable(List<Column> columns, List<Rule> rules, Hits hits) implements CompiledDecision.Step {

    /** What a column asks, and the type it wants the answer in. */
    record Column(Computation expression, DmnTypeDefinition type) {

        Scope scope(Map<String, Object> facts) {
            Object value = expression.in(Scope.of(facts));
            return Scope.of(facts, Values.read(Answers.typed(type, value)));
        }
    }

    /** A row: the tests of its cells that are not empty, and what it answers. */
    record Rule(List<Cell> cells, List<Answer> answers) {

        boolean hits(Scope[] columns) {
            for (Cell cell : cells) {
                if (!isTrue(cell.test().in(columns[cell.column()]))) {
                    return false;
                }
            }
            return true;
        }

        /** Cells are tests: they give a truth or null; what cannot be said without an input is the engine's to refuse. */
        private static boolean isTrue(Object value) {
            return Boolean.TRUE.equals(Values.plain(value));
        }

        Map<String, Object> row(Map<String, Object> facts) {
            Map<String, Object> row = new LinkedHashMap<>();
            answers.forEach(answer -> row.put(answer.name(), answer.value().apply(facts)));
            return row;
        }
    }

    /** One test. */
    record Cell(int column, Computation test) {}

    /** One output of a rule. */
    record Answer(String name, Function<Map<String, Object>, Object> value) {}

    @Override
    public List<Map<String, Object>> decide(Map<String, Object> facts) {
        // Every column and every hit is computed, as in the engine: what is wrong with one is never overlooked.
        Scope[] scopes = new Scope[columns.size()];
        for (int i = 0; i < scopes.length; i++) {
            scopes[i] = columns.get(i).scope(facts);
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.hits(scopes)) {
                rows.add(rule.row(facts));
            }
        }
        return hits.of(rows);
    }

    @Override
    public boolean isListed() {
        return hits == Hits.EVERY;
    }
}
