package io.relance.rules;

import io.relance.rules.population.Compared;
import io.relance.rules.population.Condition;
import io.relance.rules.population.Operand;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row of which every cell that is not empty has to be true; null is not enough. */
record PopulationRule(String id, String description, List<Condition> cells, Map<String, Object> answers)
        implements PopulationTable.Rule {

    @Override
    public Set<String> facts() {
        return cells.stream().flatMap(Condition::facts).map(Operand.Fact::path).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean hits(Map<String, Object> facts) {
        for (Condition cell : cells) {
            if (!Boolean.TRUE.equals(cell.in(facts))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String sql(Function<String, String> column) {
        return cells.isEmpty()
                ? "true"
                : cells.stream().map(cell -> cell.sql(column)).collect(Collectors.joining(" and ", "((", ") is true)"));
    }

    Stream<Compared> comparisons() {
        return cells.stream().flatMap(Condition::comparisons);
    }
}
