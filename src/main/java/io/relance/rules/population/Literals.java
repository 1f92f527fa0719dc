package io.relance.rules.population;

import io.relance.rules.FactType;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Constants of a table as SQL writes them; nothing of them can end a literal or pass for a parameter. */
public final class Literals {

    private static final int LAST_YEAR = 9999;

    private Literals() {}

    /**
     * A FEEL constant as an operand.
     *
     * @param value as {@link io.relance.rules.feel.Values} describes values
     * @throws Refused when it is of a type that no fact has, or a value that the database cannot hold
     */
    public static Operand.Constant of(Object value) {
        if (value == null) {
            return new Operand.Constant(null, null, "null", "null");
        }
        if (value instanceof BigDecimal number) {
            return new Operand.Constant(number, FactType.NUMBER, number.toPlainString(), number.toPlainString());
        }
        if (value instanceof String text) {
            return new Operand.Constant(text, FactType.TEXT, text(text), '"' + text + '"');
        }
        if (value instanceof Boolean truth) {
            return new Operand.Constant(truth, FactType.BOOLEAN, truth.toString(), truth.toString());
        }
        if (value instanceof LocalDate day) {
            return new Operand.Constant(day, FactType.DATE, day(day), "date(\"" + day + "\")");
        }
        throw new Refused("has " + value + ", which is of a type that no fact has; accepted: numbers, texts in quotes, "
                + "true, false, days such as date(\"2026-01-01\"), null");
    }

    private static String text(String text) {
        if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(Literals::isHalfACharacter)) {
            throw new Refused("has a text with a character that the database cannot hold; accepted: any text without "
                    + "NUL and without halves of surrogate pairs");
        }
        String quoted = "'" + text.replace("'", "''") + "'";
        // Read the same whatever standard_conforming_strings says; the drivers' parsers know this form, too.
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    private static boolean isHalfACharacter(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static String day(LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > LAST_YEAR) {
            throw new Refused("has the day " + day + "; accepted: days of the years 1 to " + LAST_YEAR);
        }
        return "date '" + day + "'";
    }
}
