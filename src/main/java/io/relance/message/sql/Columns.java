package io.relance.message.sql;

import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;

/** Many rows as the arrays of their columns; moments as text, which PostgreSQL reads exactly. */
public final class Columns {

    private Columns() {}

    /** A column of numbers. */
    public static Long[] numbers(Collection<Long> numbers) {
        return numbers.toArray(Long[]::new);
    }

    /** A column of numbers. */
    public static <R> Long[] numbers(Collection<R> rows, Function<R, Long> value) {
        return rows.stream().map(value).toArray(Long[]::new);
    }

    /** A column of small numbers. */
    public static <R> Integer[] counts(Collection<R> rows, Function<R, Integer> value) {
        return rows.stream().map(value).toArray(Integer[]::new);
    }

    /** A column of texts. */
    public static <R> String[] texts(Collection<R> rows, Function<R, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    /** A column of moments; null stays null. */
    public static <R> String[] moments(Collection<R> rows, Function<R, Instant> value) {
        return texts(rows, value.andThen(moment -> moment == null ? null : moment.toString()));
    }
}
