package io.relance.rules.population;

import io.relance.rules.feel.Expression.Relation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** A fact lies in an interval; null as soon as one of the three is null, even where the other bound is missed. */
record Between(Compared low, Compared high) implements Condition {

    static Between of(Operand.Fact value, Operand low, boolean withLow, Operand high, boolean withHigh) {
        return new Between(
                new Compared(value, withLow ? Relation.GREATER_OR_EQUAL : Relation.GREATER, low),
                new Compared(value, withHigh ? Relation.LESS_OR_EQUAL : Relation.LESS, high));
    }

    @Override
    public Boolean in(Map<String, Object> facts) {
        Boolean enough = low.in(facts);
        Boolean notTooMuch = high.in(facts);
        return enough == null || notTooMuch == null ? null : (Boolean) (enough && notTooMuch);
    }

    @Override
    public String sql(Function<String, String> column) {
        String between = "(" + low.sql(column) + " and " + high.sql(column) + ")";
        List<String> bounds = Stream.of(low.other(), high.other())
                .filter(Operand.Fact.class::isInstance)
                .map(bound -> bound.sql(column) + " is not null")
                .toList();
        return bounds.isEmpty() ? between : "(case when " + String.join(" and ", bounds) + " then " + between + " end)";
    }

    @Override
    public Stream<Compared> comparisons() {
        return Stream.of(low, high);
    }

    @Override
    public Stream<Operand.Fact> facts() {
        return comparisons().flatMap(Compared::facts);
    }
}
