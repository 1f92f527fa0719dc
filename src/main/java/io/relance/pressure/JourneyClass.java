package io.relance.pressure;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much a journey matters beside others. */
public enum JourneyClass {
    KEY,
    STANDARD,
    LOW,
    NEWSLETTER;

    /** The word used in diagrams, tables and SQL. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it gives way: on a day on which a key journey speaks, and to people who have gone cold. */
    public boolean givesWay() {
        return this == LOW || this == NEWSLETTER;
    }

    /** The class with this code; the standard for null. Throws {@link IllegalArgumentException} that names what is accepted. */
    public static JourneyClass of(String code) {
        if (code == null) {
            return STANDARD;
        }
        return Arrays.stream(values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown journeyClass '" + code + "'; accepted: "
                        + Arrays.stream(values()).map(JourneyClass::code).collect(Collectors.joining(", "))));
    }
}
