package io.relance.rules.feel;

import camundajar.impl.scala.collection.immutable.List;
import io.relance.rules.feel.Expression.Operation;
import io.relance.rules.feel.Expression.Relation;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.camunda.feel.syntaxtree.Addition;
import org.camunda.feel.syntaxtree.ArithmeticNegation;
import org.camunda.feel.syntaxtree.AtLeastOne;
import org.camunda.feel.syntaxtree.ClosedConstRangeBoundary;
import org.camunda.feel.syntaxtree.Conjunction;
import org.camunda.feel.syntaxtree.ConstBool;
import org.camunda.feel.syntaxtree.ConstDate;
import org.camunda.feel.syntaxtree.ConstDateTime;
import org.camunda.feel.syntaxtree.ConstDayTimeDuration;
import org.camunda.feel.syntaxtree.ConstInputValue$;
import org.camunda.feel.syntaxtree.ConstList;
import org.camunda.feel.syntaxtree.ConstLocalDateTime;
import org.camunda.feel.syntaxtree.ConstLocalTime;
import org.camunda.feel.syntaxtree.ConstNull$;
import org.camunda.feel.syntaxtree.ConstNumber;
import org.camunda.feel.syntaxtree.ConstRange;
import org.camunda.feel.syntaxtree.ConstString;
import org.camunda.feel.syntaxtree.ConstYearMonthDuration;
import org.camunda.feel.syntaxtree.Disjunction;
import org.camunda.feel.syntaxtree.Division;
import org.camunda.feel.syntaxtree.Equal;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.GreaterOrEqual;
import org.camunda.feel.syntaxtree.GreaterThan;
import org.camunda.feel.syntaxtree.If;
import org.camunda.feel.syntaxtree.In;
import org.camunda.feel.syntaxtree.InputEqualTo;
import org.camunda.feel.syntaxtree.InputGreaterOrEqual;
import org.camunda.feel.syntaxtree.InputGreaterThan;
import org.camunda.feel.syntaxtree.InputInRange;
import org.camunda.feel.syntaxtree.InputLessOrEqual;
import org.camunda.feel.syntaxtree.InputLessThan;
import org.camunda.feel.syntaxtree.LessOrEqual;
import org.camunda.feel.syntaxtree.LessThan;
import org.camunda.feel.syntaxtree.Multiplication;
import org.camunda.feel.syntaxtree.Not;
import org.camunda.feel.syntaxtree.PathExpression;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.Subtraction;
import org.camunda.feel.syntaxtree.UnaryTestExpression;

/** The engine's tree of an expression as ours; what is not named here (functions, loops, filters) is left to it. */
class SyntaxTree {

    /** What the engine calls a column's value where the table gives no other name. */
    private static final String DEFAULT_INPUT = "cellInput";
    /** The engine keeps the name of the column's value itself among the facts. */
    private static final String INPUT_NAME = "inputVariableName";

    private final Map<Class<?>, Function<Exp, Expression>> parts = new HashMap<>();
    private final String input;
    private final boolean inColumn;

    private SyntaxTree(String input, boolean inColumn) {
        this.input = input;
        this.inColumn = inColumn;
        constants();
        facts();
        comparisons();
        reckonings();
        conditions();
    }

    /** Reads expressions that stand in no column. */
    static SyntaxTree outsideOfColumns() {
        return new SyntaxTree(DEFAULT_INPUT, false);
    }

    /** Reads tests of a column whose value has this name. */
    static SyntaxTree inColumn(String input) {
        if (input.equals(INPUT_NAME)) {
            throw new NotComputed("a column called " + INPUT_NAME);
        }
        return new SyntaxTree(input, true);
    }

    Expression read(Exp exp) {
        Function<Exp, Expression> part = parts.get(exp.getClass());
        if (part == null) {
            throw new NotComputed(exp.getClass().getSimpleName());
        }
        return part.apply(exp);
    }

    private void constants() {
        part(ConstNull$.class, exp -> new Expression.Constant(null));
        part(ConstNumber.class, exp -> number(exp.value().bigDecimal()));
        part(ConstBool.class, exp -> new Expression.Constant(exp.value()));
        part(ConstString.class, exp -> new Expression.Constant(exp.value()));
        part(ConstDate.class, exp -> new Expression.Constant(exp.value()));
        part(ConstLocalTime.class, exp -> new Expression.Constant(exp.value()));
        part(ConstLocalDateTime.class, exp -> new Expression.Constant(exp.value()));
        part(ConstDateTime.class, exp -> new Expression.Constant(exp.value()));
        part(
                ConstYearMonthDuration.class,
                exp -> new Expression.Constant(exp.value().normalized()));
        part(ConstDayTimeDuration.class, exp -> new Expression.Constant(exp.value()));
        part(ConstList.class, exp -> new Expression.Listing(all(exp.items())));
    }

    /** Longer numbers make the engine reckon with more digits. */
    private static Expression number(java.math.BigDecimal number) {
        if (number.precision() > MathContext.DECIMAL128.getPrecision()) {
            throw new NotComputed("a number of more than 34 digits");
        }
        return new Expression.Constant(number);
    }

    private void facts() {
        part(Ref.class, exp -> fact(list(exp.names(), name -> name)));
        part(PathExpression.class, exp -> new Expression.Property(read(exp.path()), exp.key()));
        part(ConstInputValue$.class, exp -> new Expression.Asked());
    }

    private Expression fact(java.util.List<String> names) {
        String name = names.get(0);
        java.util.List<String> path = names.subList(1, names.size());
        if (name.equals(INPUT_NAME) || name.equals(input) && !inColumn) {
            throw new NotComputed("a fact called " + name);
        }
        if (!name.equals(input)) {
            return new Expression.Fact(name, java.util.List.copyOf(path));
        }
        Expression value = new Expression.Input();
        for (String property : path) {
            value = new Expression.Property(value, property);
        }
        return value;
    }

    private void comparisons() {
        part(Equal.class, exp -> compare(exp.x(), Relation.EQUAL, exp.y()));
        part(LessThan.class, exp -> compare(exp.x(), Relation.LESS, exp.y()));
        part(LessOrEqual.class, exp -> compare(exp.x(), Relation.LESS_OR_EQUAL, exp.y()));
        part(GreaterThan.class, exp -> compare(exp.x(), Relation.GREATER, exp.y()));
        part(GreaterOrEqual.class, exp -> compare(exp.x(), Relation.GREATER_OR_EQUAL, exp.y()));
        part(InputEqualTo.class, exp -> compare(Relation.EQUAL, exp.x()));
        part(InputLessThan.class, exp -> compare(Relation.LESS, exp.x()));
        part(InputLessOrEqual.class, exp -> compare(Relation.LESS_OR_EQUAL, exp.x()));
        part(InputGreaterThan.class, exp -> compare(Relation.GREATER, exp.x()));
        part(InputGreaterOrEqual.class, exp -> compare(Relation.GREATER_OR_EQUAL, exp.x()));
        part(InputInRange.class, exp -> between(exp.range()));
    }

    private Expression compare(Exp left, Relation relation, Exp right) {
        return new Expression.Comparison(read(left), relation, read(right));
    }

    private Expression compare(Relation relation, Exp right) {
        return new Expression.Comparison(column(), relation, read(right));
    }

    private Expression between(ConstRange range) {
        column();
        return new Expression.Between(
                read(range.start().value()),
                range.start() instanceof ClosedConstRangeBoundary,
                read(range.end().value()),
                range.end() instanceof ClosedConstRangeBoundary);
    }

    /** A test that stands in no column would read whatever fact has the default name. */
    private Expression column() {
        if (!inColumn) {
            throw new NotComputed("a test outside of a column");
        }
        return new Expression.Input();
    }

    private void reckonings() {
        part(Addition.class, exp -> reckon(exp.x(), Operation.ADD, exp.y()));
        part(Subtraction.class, exp -> reckon(exp.x(), Operation.SUBTRACT, exp.y()));
        part(Multiplication.class, exp -> reckon(exp.x(), Operation.MULTIPLY, exp.y()));
        part(Division.class, exp -> reckon(exp.x(), Operation.DIVIDE, exp.y()));
        part(ArithmeticNegation.class, exp -> new Expression.Negative(read(exp.x())));
    }

    private Expression reckon(Exp left, Operation operation, Exp right) {
        return new Expression.Arithmetic(read(left), operation, read(right));
    }

    private void conditions() {
        part(UnaryTestExpression.class, exp -> {
            column();
            return new Expression.Matches(read(exp.exp()));
        });
        part(AtLeastOne.class, exp -> new Expression.Any(all(exp.xs())));
        part(Disjunction.class, exp -> new Expression.Any(java.util.List.of(read(exp.x()), read(exp.y()))));
        part(Conjunction.class, exp -> new Expression.Both(read(exp.x()), read(exp.y())));
        part(Not.class, exp -> new Expression.Not(read(exp.x())));
        part(
                If.class,
                exp -> new Expression.Choice(read(exp.condition()), read(exp.statement()), read(exp.elseStatement())));
        part(In.class, exp -> new Expression.In(read(exp.x()), inColumn(input).read(exp.test())));
    }

    private java.util.List<Expression> all(List<Exp> exps) {
        return list(exps, this::read);
    }

    private static <T, R> java.util.List<R> list(List<T> some, Function<T, R> change) {
        java.util.List<R> changed = new ArrayList<>();
        for (var items = some.iterator(); items.hasNext(); ) {
            changed.add(change.apply(items.next()));
        }
        return java.util.List.copyOf(changed);
    }

    private <T extends Exp> void part(Class<T> type, Function<T, Expression> read) {
        parts.put(type, exp -> read.apply(type.cast(exp)));
    }
}
