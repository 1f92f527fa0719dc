package io.relance.rules;

import io.relance.rules.population.Condition;
import io.relance.rules.population.Operand;
import io.relance.rules.population.Vocabulary;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableInputImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableOutputImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableRuleImpl;

/** Reads a table that is decided for everybody, to the end, whatever is wrong with it on the way. */
class PopulationReader {

    private final PopulationSource source;
    private final DmnDecisionTableImpl table;
    private final PopulationCells cells;
    /** Null where a column is refused: then its cells are not looked at. */
    private final List<Operand.Fact> columns = new ArrayList<>();

    PopulationReader(PopulationSource source, Vocabulary vocabulary) {
        this.source = source;
        this.table = source.table();
        this.cells = new PopulationCells(vocabulary);
    }

    /** @throws TableRefused when something is wrong with it */
    PopulationTable read(String decision) {
        Optional<PopulationHits> hits =
                PopulationHits.of(table.getHitPolicyHandler().getHitPolicyEntry());
        if (hits.isEmpty()) {
            cells.refuse(
                    source.tableId(),
                    "has a hit policy or an aggregation that cannot be decided for everybody; accepted: "
                            + PopulationHits.ACCEPTED);
        }
        for (DmnDecisionTableInputImpl input : table.getInputs()) {
            columns.add(cells.column(input, "column " + (columns.size() + 1)).orElse(null));
        }
        checkOutputs(hits);
        List<PopulationRule> rules = new ArrayList<>();
        for (DmnDecisionTableRuleImpl rule : table.getRules()) {
            rules.add(rule(rule, rules.size(), hits));
        }
        if (!cells.problems().isEmpty()) {
            throw new TableRefused(decision, cells.problems());
        }
        return new PopulationTable(rules, facts(rules), hits.orElseThrow());
    }

    private void checkOutputs(Optional<PopulationHits> hits) {
        for (DmnDecisionTableOutputImpl output : table.getOutputs()) {
            if (output.getOutputName() == null || output.getOutputName().isBlank()) {
                cells.refuse(PopulationCells.id(output.getId(), "output"), "has no name; accepted: any");
            }
        }
        if (hits.equals(Optional.of(PopulationHits.SUM)) && table.getOutputs().size() != 1) {
            cells.refuse(source.tableId(), "adds up the answers of several outputs; accepted: one output of numbers");
        }
    }

    private PopulationRule rule(DmnDecisionTableRuleImpl rule, int number, Optional<PopulationHits> hits) {
        String name = PopulationCells.id(rule.getId(), "rule " + (number + 1));
        if (rule.getConditions().size() != columns.size()
                || rule.getConclusions().size() != table.getOutputs().size()) {
            cells.refuse(name, "has more or fewer cells than the table has columns; accepted: one each");
            return new PopulationRule(name, "", List.of(), Map.of());
        }
        return new PopulationRule(name, source.description(number), conditions(rule, name), answers(rule, name, hits));
    }

    private List<Condition> conditions(DmnDecisionTableRuleImpl rule, String name) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i) != null) {
                cells.test(
                                rule.getConditions().get(i),
                                table.getInputs().get(i),
                                columns.get(i),
                                name + ", column " + (i + 1))
                        .ifPresent(conditions::add);
            }
        }
        return List.copyOf(conditions);
    }

    private Map<String, Object> answers(DmnDecisionTableRuleImpl rule, String name, Optional<PopulationHits> hits) {
        Map<String, Object> answers = new LinkedHashMap<>();
        for (int i = 0; i < table.getOutputs().size(); i++) {
            DmnDecisionTableOutputImpl output = table.getOutputs().get(i);
            String cell = name + ", output " + (i + 1);
            Optional<Object> answer = cells.answer(rule.getConclusions().get(i), output, cell);
            answer.ifPresent(value -> answers.put(output.getOutputName(), value));
            if (hits.equals(Optional.of(PopulationHits.SUM))
                    && answer.filter(o -> !(o instanceof BigDecimal)).isPresent()) {
                cells.refuse(
                        PopulationCells.id(rule.getConclusions().get(i).getId(), cell),
                        "answers what is no number and cannot be added up; accepted: numbers");
            }
        }
        return Collections.unmodifiableMap(answers);
    }

    private Set<String> facts(List<PopulationRule> rules) {
        return Stream.concat(
                        columns.stream().map(Operand.Fact::path), rules.stream().flatMap(rule -> rule.facts().stream()))
                .collect(Collectors.toSet());
    }
}
