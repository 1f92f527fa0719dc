package io.relance.rules;

import io.relance.rules.feel.Values;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What type a fact about everybody has; a table is checked against it before it decides anything. */
public enum FactType {
    /** An exact decimal number; in SQL {@code numeric} or a whole number. */
    NUMBER("a number", BigDecimal.class),
    /** Text, upper and lower case apart; in SQL {@code text}. */
    TEXT("text", String.class),
    /** True or false; in SQL {@code boolean}. */
    BOOLEAN("a boolean", Boolean.class),
    /** A day without a time; in SQL {@code date}. */
    DATE("a date", LocalDate.class);

    private final String words;
    private final Class<?> values;

    FactType(String words, Class<?> values) {
        this.words = words;
        this.values = values;
    }

    /** For sentences: "a number". */
    public String words() {
        return words;
    }

    /**
     * A fact as the value it is compared as: numbers of any Java type as decimals.
     *
     * @return null for null, and for a number that is none
     * @throws IllegalArgumentException when it is of another type
     */
    public Object value(Object fact) {
        Object value = fact instanceof Number ? Values.read(fact) : fact;
        if (value != null && !values.isInstance(value)) {
            throw new IllegalArgumentException(
                    "is " + words + ", not of " + fact.getClass().getName());
        }
        return value;
    }
}
