package io.relance.rules.population;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a cell asks of its column's fact, in FEEL's three truths, which are SQL's: equality is true or false, null being
 * the same as null only; an order that null takes part in is null; and, or and not treat null alike in both.
 */
public sealed interface Condition
        permits Condition.Any, Condition.Both, Condition.Not, Condition.Truth, Compared, Between {

    /** True, false or null. */
    Boolean in(Map<String, Object> facts);

    /**
     * The same in SQL: a condition that is true, false or null, in brackets where it needs them.
     *
     * @param column gives the SQL expression of a fact
     */
    String sql(Function<String, String> column);

    /** Every comparison of two values in it. */
    Stream<Compared> comparisons();

    /** Every fact in it. */
    Stream<Operand.Fact> facts();

    /** One of them is true. */
    record Any(List<Condition> conditions) implements Condition {

        @Override
        public Boolean in(Map<String, Object> facts) {
            Boolean all = Boolean.FALSE;
            for (Condition condition : conditions) {
                Boolean one = condition.in(facts);
                if (Boolean.TRUE.equals(one)) {
                    return one;
                }
                all = one == null ? null : all;
            }
            return all;
        }

        @Override
        public String sql(Function<String, String> column) {
            return Stream.concat(
                            listed(column).stream(),
                            conditions.stream()
                                    .filter(condition -> !isListed(condition))
                                    .map(condition -> condition.sql(column)))
                    .collect(Collectors.joining(" or ", "(", ")"));
        }

        /** Constants the column may be equal to, as one list: of nine and more the database makes a hash table. */
        private List<String> listed(Function<String, String> column) {
            List<Compared> equal = conditions.stream()
                    .filter(Any::isListed)
                    .map(Compared.class::cast)
                    .toList();
            return equal.isEmpty()
                    ? List.of()
                    : List.of(equal.stream()
                            .map(one -> one.other().sql(column))
                            .collect(Collectors.joining(
                                    ", ", "coalesce(" + equal.get(0).value().sql(column) + " in (", "), false)")));
        }

        private static boolean isListed(Condition condition) {
            return condition instanceof Compared compared && compared.isEqualityWithAConstant();
        }

        @Override
        public Stream<Compared> comparisons() {
            return conditions.stream().flatMap(Condition::comparisons);
        }

        @Override
        public Stream<Operand.Fact> facts() {
            return conditions.stream().flatMap(Condition::facts);
        }
    }

    /** Both are true. */
    record Both(Condition left, Condition right) implements Condition {

        @Override
        public Boolean in(Map<String, Object> facts) {
            Boolean first = left.in(facts);
            if (Boolean.FALSE.equals(first)) {
                return first;
            }
            Boolean second = right.in(facts);
            return first != null || Boolean.FALSE.equals(second) ? second : null;
        }

        @Override
        public String sql(Function<String, String> column) {
            return "(" + left.sql(column) + " and " + right.sql(column) + ")";
        }

        @Override
        public Stream<Compared> comparisons() {
            return Stream.concat(left.comparisons(), right.comparisons());
        }

        @Override
        public Stream<Operand.Fact> facts() {
            return Stream.concat(left.facts(), right.facts());
        }
    }

    /** It is false; what is null stays so. */
    record Not(Condition condition) implements Condition {

        @Override
        public Boolean in(Map<String, Object> facts) {
            Boolean truth = condition.in(facts);
            return truth == null ? null : (Boolean) !truth;
        }

        @Override
        public String sql(Function<String, String> column) {
            return "(not " + condition.sql(column) + ")";
        }

        @Override
        public Stream<Compared> comparisons() {
            return condition.comparisons();
        }

        @Override
        public Stream<Operand.Fact> facts() {
            return condition.facts();
        }
    }

    /** A fact that is a truth itself. */
    record Truth(Operand.Fact fact) implements Condition {

        @Override
        public Boolean in(Map<String, Object> facts) {
            return (Boolean) fact.in(facts);
        }

        @Override
        public String sql(Function<String, String> column) {
            return fact.sql(column);
        }

        @Override
        public Stream<Compared> comparisons() {
            return Stream.of();
        }

        @Override
        public Stream<Operand.Fact> facts() {
            return Stream.of(fact);
        }
    }
}
