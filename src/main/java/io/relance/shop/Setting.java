package io.relance.shop;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.boot.convert.DurationStyle;

/**
 * One setting by its name and what it accepts; every other value is refused with an {@link IllegalArgumentException}
 * of one line that says both.
 */
public record Setting(String name, String accepts) {

    /** Refuses the value unless the condition holds. */
    public void require(boolean condition, Object value) {
        if (!condition) {
            throw refusal(value);
        }
    }

    /** Refuses a duration that is none. */
    public void requirePositive(Duration duration) {
        require(!duration.isNegative() && !duration.isZero(), duration);
    }

    Currency currency(String text) {
        return read(text, code -> Currency.getInstance(code.toUpperCase(Locale.ROOT)));
    }

    ZoneId zone(String text) {
        return read(text, ZoneId::of);
    }

    Duration duration(String text) {
        return read(text, DurationStyle::detectAndParse);
    }

    BigDecimal number(String text) {
        return read(text, BigDecimal::new);
    }

    static boolean isWebAddress(String text) {
        return text.startsWith("http://") || text.startsWith("https://");
    }

    private <T> T read(String text, Function<String, T> reading) {
        try {
            return reading.apply(text.strip());
        } catch (IllegalArgumentException | DateTimeException e) {
            // Without its cause: the start's report quotes the root cause, and that is to be our sentence.
            throw refusal(text);
        }
    }

    private IllegalArgumentException refusal(Object value) {
        return new IllegalArgumentException(name + " is '" + value + "'; it accepts " + accepts);
    }
}
