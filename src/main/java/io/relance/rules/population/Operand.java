package io.relance.rules.population;

import io.relance.rules.FactType;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What is compared: a fact, or a constant that the table's author wrote. */
public sealed interface Operand {

    /** Null for the constant null, which goes with every type. */
    FactType type();

    /**
     * The value, as {@link FactType#value} gives it, or null.
     *
     * @throws IllegalArgumentException when the fact is of another type
     */
    Object in(Map<String, Object> facts);

    /** The SQL expression of the value. */
    String sql(Function<String, String> column);

    /** As the author writes it. */
    String words();

    /** A fact, by its whole path: {@code orders.count}. */
    record Fact(String path, FactType type) implements Operand {

        private static final Pattern PLAIN_COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

        @Override
        public Object in(Map<String, Object> facts) {
            try {
                return type.value(facts.get(path));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("the fact " + path + " " + e.getMessage(), e);
            }
        }

        @Override
        public String sql(Function<String, String> column) {
            String expression = column.apply(path);
            return PLAIN_COLUMN.matcher(expression).matches() ? expression : "(" + expression + ")";
        }

        @Override
        public String words() {
            return path;
        }
    }

    /** A constant, with its text in SQL; made by {@link Literals}. */
    record Constant(Object value, FactType type, String literal, String words) implements Operand {

        @Override
        public Object in(Map<String, Object> facts) {
            return value;
        }

        @Override
        public String sql(Function<String, String> column) {
            return literal;
        }

        boolean isNull() {
            return value == null;
        }
    }
}
