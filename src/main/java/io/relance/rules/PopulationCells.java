package io.relance.rules;

import io.relance.rules.feel.Expression;
import io.relance.rules.feel.ExpressionReader;
import io.relance.rules.feel.NotComputed;
import io.relance.rules.feel.NotFeel;
import io.relance.rules.population.Condition;
import io.relance.rules.population.ConditionReader;
import io.relance.rules.population.Days;
import io.relance.rules.population.Operand;
import io.relance.rules.population.OperandReader;
import io.relance.rules.population.Refused;
import io.relance.rules.population.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableInputImpl;
import org.camunda.bpm.dmn.engine.impl.DmnDecisionTableOutputImpl;
import org.camunda.bpm.dmn.engine.impl.DmnExpressionImpl;

/** Reads the cells of a table that is decided for everybody; what is refused is noted beside its id, and the next read. */
class PopulationCells {

    private static final ExpressionReader reader = new ExpressionReader();
    private static final Expression ANYTHING = new Expression.Constant(true);
    /** What the engine's parser calls that which is read into no tree of ours. */
    private static final Map<String, String> WORDS = Map.of(
            "FunctionInvocation", "calls a function",
            "QualifiedFunctionInvocation", "calls a function",
            "FunctionDefinition", "defines a function",
            "For", "has a loop",
            "SomeItem", "has a loop",
            "EveryItem", "has a loop",
            "Filter", "filters a list",
            "ConstContext", "has a context",
            "InstanceOf", "asks for a type",
            "Exponentiation", "calculates");

    private final Vocabulary vocabulary;
    private final OperandReader operands;
    private final List<Problem> problems = new ArrayList<>();

    PopulationCells(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.operands = new OperandReader(vocabulary);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void refuse(String element, String sentence) {
        problems.add(new Problem(element, sentence));
    }

    /** The fact a column reads. */
    Optional<Operand.Fact> column(DmnDecisionTableInputImpl input, String name) {
        DmnExpressionImpl expression = input.getExpression();
        String id = id(input.getId(), name);
        if (expression == null || DecisionCompiler.isBlank(expression)) {
            refuse(id, "reads nothing; accepted: the path of a fact, orders.count say");
            return Optional.empty();
        }
        String type = expression.getTypeDefinition().getTypeName();
        return tried(
                id(expression.getId(), id),
                () -> PopulationColumns.of(read(expression, reader::expression), type, operands));
    }

    /** What a cell asks; empty also when it asks nothing. */
    Optional<Condition> test(
            DmnExpressionImpl cell, DmnDecisionTableInputImpl input, Operand.Fact column, String name) {
        if (DecisionCompiler.isBlank(cell)) {
            return Optional.empty();
        }
        return tried(id(cell.getId(), name), () -> {
            Expression test = read(cell, text -> reader.test(text, input.getInputVariable()));
            return test.equals(ANYTHING) ? null : new ConditionReader(column, vocabulary).read(test);
        });
    }

    /** What a rule answers. */
    Optional<Object> answer(DmnExpressionImpl cell, DmnDecisionTableOutputImpl output, String name) {
        String id = id(cell.getId(), name);
        if (DecisionCompiler.isBlank(cell)) {
            refuse(id, "answers nothing; accepted: a constant");
            return Optional.empty();
        }
        String type = output.getTypeDefinition().getTypeName();
        return tried(id, () -> PopulationAnswers.of(read(cell, reader::expression), type, operands));
    }

    /** The id of an element, or what to call it where it has none. */
    static String id(String id, String name) {
        return id == null || id.isEmpty() ? name : id;
    }

    private static Expression read(DmnExpressionImpl cell, Function<String, Expression> read) {
        try {
            Expression expression = read.apply(DecisionCompiler.feel(cell));
            Days.check(cell.getExpression());
            return expression;
        } catch (NotFeel e) {
            throw new Refused("is not FEEL: " + e.getMessage());
        } catch (NotComputed e) {
            throw new Refused(WORDS.getOrDefault(e.getMessage(), "has " + e.getMessage())
                    + "; accepted: facts and constants, in cells compared with each other");
        }
    }

    private <T> Optional<T> tried(String id, Supplier<T> reading) {
        try {
            return Optional.ofNullable(reading.get());
        } catch (Refused e) {
            refuse(id, e.getMessage());
            return Optional.empty();
        }
    }
}
