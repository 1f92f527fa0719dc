package io.relance.journey.word;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Clients send numbers as text; conditions and tables must not care. */
final class Numbers {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");

    private Numbers() {}

    /** A number where the value is one, in whatever dress; anything else as it is. */
    static Object read(Object value) {
        if (value instanceof String text && NUMBER.matcher(text.strip()).matches()) {
            return new BigDecimal(text.strip());
        }
        return value instanceof Number number && !(value instanceof BigDecimal)
                ? new BigDecimal(number.toString())
                : value;
    }
}
