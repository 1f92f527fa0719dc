package io.relance.rules;

import io.relance.rules.feel.Computation;
import io.relance.rules.feel.Expression;
import io.relance.rules.feel.ExpressionReader;
import io.relance.rules.feel.FactNames;
import io.relance.rules.feel.NotComputed;
import io.relance.rules.feel.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionLiteralExpressionImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableInputImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableOutputImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableRuleImpl;
import org.camunda.bpm.dmn.engine.impl.DmnExpressionImpl;
import org.camunda.bpm.dmn.engine.impl.spi.type.DmnTypeDefinition;

/** Compiles one decision, as the engine has read it, with all that it requires. */
class DecisionCompiler {

    private final ExpressionReader reader;
    private final Set<String> reads = new HashSet<>();

    private DecisionCompiler(ExpressionReader reader) {
        this.reader = reader;
    }

    /** @throws NotComputed when some part of it only the engine can decide; says which */
    static CompiledDecision compile(DmnDecision decision, ExpressionReader reader) {
        DecisionCompiler compiler = new DecisionCompiler(reader);
        List<CompiledDecision.Step> steps =
                Requirements.of(decision).stream().map(compiler::step).toList();
        return new CompiledDecision(steps, Set.copyOf(compiler.reads));
    }

    private CompiledDecision.Step step(DmnDecision decision) {
        try {
            return ((DmnDecisionImpl) decision).getDecisionLogic() instanceof DmnDecisionTableImpl table
                    ? table(table)
                    : literal((DmnDecisionLiteralExpressionImpl) ((DmnDecisionImpl) decision).getDecisionLogic());
        } catch (NotComputed e) {
            throw new NotComputed(decision.getKey() + ": " + e.getMessage());
        }
    }

    private CompiledLiteral literal(DmnDecisionLiteralExpressionImpl literal) {
        return new CompiledLiteral(
                literal.getVariable().getName(),
                literal.getVariable().getTypeDefinition(),
                expression(literal.getExpression()));
    }

    private CompiledTable table(DmnDecisionTableImpl table) {
        return new CompiledTable(
                table.getInputs().stream().map(this::column).toList(),
                table.getRules().stream().map(rule -> rule(table, rule)).toList(),
                Hits.of(table.getHitPolicyHandler().getHitPolicyEntry()));
    }

    private CompiledTable.Column column(DmnDecisionTableInputImpl input) {
        if (input.getExpression() == null) {
            throw new NotComputed("a column without an expression");
        }
        return new CompiledTable.Column(
                expression(input.getExpression()), input.getExpression().getTypeDefinition());
    }

    private CompiledTable.Rule rule(DmnDecisionTableImpl table, DmnDecisionTableRuleImpl rule) {
        List<CompiledTable.Cell> cells = new ArrayList<>();
        for (int i = 0; i < table.getInputs().size(); i++) {
            DmnExpressionImpl condition = rule.getConditions().get(i);
            if (!isBlank(condition)) {
                cells.add(new CompiledTable.Cell(
                        i, test(condition, table.getInputs().get(i))));
            }
        }
        List<CompiledTable.Answer> answers = new ArrayList<>();
        for (int i = 0; i < table.getOutputs().size(); i++) {
            DmnExpressionImpl conclusion = rule.getConclusions().get(i);
            if (!isBlank(conclusion)) {
                answers.add(answer(table.getOutputs().get(i), conclusion));
            }
        }
        return new CompiledTable.Rule(List.copyOf(cells), List.copyOf(answers));
    }

    private Computation test(DmnExpressionImpl condition, DmnDecisionTableInputImpl input) {
        return computation(reader.test(feel(condition), input.getInputVariable()));
    }

    private CompiledTable.Answer answer(DmnDecisionTableOutputImpl output, DmnExpressionImpl conclusion) {
        DmnTypeDefinition type = output.getTypeDefinition();
        Expression expression = reader.expression(feel(conclusion));
        Computation computation = computation(expression);
        return expression instanceof Expression.Constant
                ? constant(output.getOutputName(), type, computation)
                : computed(output.getOutputName(), type, computation);
    }

    private static CompiledTable.Answer constant(String name, DmnTypeDefinition type, Computation computation) {
        try {
            Object value = Answers.typed(type, computation.in(Scope.of(Map.of())));
            return new CompiledTable.Answer(name, facts -> value);
        } catch (NotComputed e) {
            // Not of the output's type: refused when the rule hits, and only then.
            return computed(name, type, computation);
        }
    }

    private static CompiledTable.Answer computed(String name, DmnTypeDefinition type, Computation computation) {
        return new CompiledTable.Answer(name, facts -> Answers.typed(type, computation.in(Scope.of(facts))));
    }

    private Computation expression(DmnExpressionImpl expression) {
        if (isBlank(expression)) {
            throw new NotComputed("an empty expression");
        }
        return computation(reader.expression(feel(expression)));
    }

    private Computation computation(Expression expression) {
        expression.accept(new FactNames()).forEach(reads::add);
        return Computation.of(expression);
    }

    static boolean isBlank(DmnExpressionImpl expression) {
        return expression.getExpression() == null
                || expression.getExpression().trim().isEmpty();
    }

    /** @throws NotComputed when it is written in another language */
    static String feel(DmnExpressionImpl expression) {
        String language = expression.getExpressionLanguage();
        if (language != null && !language.equalsIgnoreCase("feel") && !language.endsWith("/FEEL/")) {
            throw new NotComputed("an expression in " + language);
        }
        return expression.getExpression();
    }
}
