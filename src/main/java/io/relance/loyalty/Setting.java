package io.relance.loyalty;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Period;
import java.util.function.Function;

/**
 * One of the room's settings by its name and what it accepts; every other value is refused with an
 * {@link IllegalArgumentException} of one line that says both.
 */
record Setting(String name, String accepts) {

    BigDecimal number(String text) {
        return read(text, BigDecimal::new);
    }

    /** A period of whole days or more; nothing for zero where that is accepted. */
    Period period(String text) {
        Period period = read(text, Period::parse);
        require(!period.isNegative(), text);
        return period;
    }

    void require(boolean condition, Object value) {
        if (!condition) {
            throw refusal(value);
        }
    }

    <T> T read(String text, Function<String, T> reading) {
        try {
            return reading.apply(text.strip());
        } catch (IllegalArgumentException | DateTimeException e) {
            // Without its cause: the start's report quotes the root cause, and that is to be our sentence.
            throw refusal(text);
        }
    }

    IllegalArgumentException refusal(Object value) {
        return new IllegalArgumentException(name + " is '" + value + "'; it accepts " + accepts);
    }
}
