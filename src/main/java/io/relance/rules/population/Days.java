package io.relance.rules.population;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days as they are written in FEEL. The parser makes null of one that the calendar does not have. */
public final class Days {

    /** A day; or a text or a name in backticks, in which nothing is a day. */
    private static final Pattern DAY = Pattern.compile(
            "\\bdate\\s*\\(\\s*\"(?<day>[^\"]*)\"\\s*\\)|@\"(?<at>[^\"]*)\"|\"(?:\\\\.|[^\"\\\\])*\"|`[^`]*`");

    private Days() {}

    /** @throws Refused when a day in the text of a cell does not exist */
    public static void check(String feel) {
        Matcher days = DAY.matcher(feel);
        while (days.find()) {
            String day = days.group("day") == null ? days.group("at") : days.group("day");
            if (day != null && !isDay(day)) {
                throw new Refused("has " + days.group() + ", which is no day of the calendar; accepted: "
                        + "date(\"2026-01-31\")");
            }
        }
    }

    private static boolean isDay(String text) {
        try {
            return LocalDate.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
