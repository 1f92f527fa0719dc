package io.relance.rules.population;

import io.relance.rules.FactType;
import io.relance.rules.feel.Expression.Relation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** A fact compared with a constant, or with another fact of its type. */
public record Compared(Operand.Fact value, Relation relation, Operand other) implements Condition {

    private static final Map<Relation, String> SIGNS = Map.of(
            Relation.LESS, "<",
            Relation.LESS_OR_EQUAL, "<=",
            Relation.GREATER, ">",
            Relation.GREATER_OR_EQUAL, ">=");

    @Override
    public Boolean in(Map<String, Object> facts) {
        Object left = value.in(facts);
        Object right = other.in(facts);
        if (relation == Relation.EQUAL && (left == null || right == null)) {
            return left == right;
        }
        return left == null || right == null ? null : (Boolean) isSo(order(left, right));
    }

    private boolean isSo(int order) {
        return switch (relation) {
            case EQUAL -> order == 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    @SuppressWarnings("unchecked")
    private static int order(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }

    @Override
    public String sql(Function<String, String> column) {
        String left = value.sql(column);
        if (relation == Relation.EQUAL) {
            return other instanceof Operand.Constant constant && constant.isNull()
                    ? "(" + left + " is null)"
                    : "(" + left + " is not distinct from " + other.sql(column) + ")";
        }
        // The order of characters, as FEEL has it, not of a language.
        String collation = value.type() == FactType.TEXT ? " collate \"C\"" : "";
        return "(" + left + collation + " " + SIGNS.get(relation) + " " + other.sql(column) + ")";
    }

    @Override
    public Stream<Compared> comparisons() {
        return Stream.of(this);
    }

    @Override
    public Stream<Operand.Fact> facts() {
        return other instanceof Operand.Fact fact ? Stream.of(value, fact) : Stream.of(value);
    }

    boolean isEqualityWithAConstant() {
        return relation == Relation.EQUAL && other instanceof Operand.Constant constant && !constant.isNull();
    }

    /** The constant as a number, a day as its number since 1970-01-01; none where there is none to step over. */
    public Stream<BigDecimal> constants() {
        if (!(other instanceof Operand.Constant constant)) {
            return Stream.of();
        }
        if (constant.value() instanceof LocalDate day) {
            return Stream.of(BigDecimal.valueOf(day.toEpochDay()));
        }
        return constant.value() instanceof BigDecimal number ? Stream.of(number) : Stream.of();
    }

    /** The whole numbers at which the answer can be another than just before them. */
    public Stream<BigDecimal> thresholds() {
        return constants().flatMap(constant -> {
            BigDecimal after = constant.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
            return switch (relation) {
                case LESS, GREATER_OR_EQUAL -> Stream.of(constant.setScale(0, RoundingMode.CEILING));
                case LESS_OR_EQUAL, GREATER -> Stream.of(after);
                case EQUAL ->
                    after.subtract(BigDecimal.ONE).compareTo(constant) == 0
                            ? Stream.of(after.subtract(BigDecimal.ONE), after)
                            : Stream.of();
            };
        });
    }
}
