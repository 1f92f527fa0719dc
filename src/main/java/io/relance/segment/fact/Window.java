package io.relance.segment.fact;

import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far back a count reaches: {@code last30d}, {@code last6m}, {@code last1y}, up to 50 years, or {@code ever}. */
record Window(String name, String interval, Period period) {

    private static final Map<String, Integer> MOST = Map.of("d", 9_999, "m", 600, "y", 50);

    private static final Pattern LAST = Pattern.compile("last([1-9]\\d{0,3})([dmy])");

    static Optional<Window> of(String name) {
        if (name.equals("ever")) {
            return Optional.of(new Window(name, null, null));
        }
        Matcher last = LAST.matcher(name);
        if (!last.matches() || Integer.parseInt(last.group(1)) > MOST.get(last.group(2))) {
            return Optional.empty();
        }
        int n = Integer.parseInt(last.group(1));
        return Optional.of(
                switch (last.group(2)) {
                    case "d" -> new Window(name, n + " days", Period.ofDays(n));
                    case "m" -> new Window(name, n + " months", Period.ofMonths(n));
                    default -> new Window(name, n + " years", Period.ofYears(n));
                });
    }

    boolean isEver() {
        return interval == null;
    }

    /** The last day that lies too far back on that day. */
    LocalDate before(LocalDate today) {
        return today.minus(period);
    }

    /** The last day that lies too far back. */
    String before() {
        return "(:today::date - interval '" + interval + "')::date";
    }

    /** The day on which that day begins to lie too far back: of a 31st it is the day after a shorter month's last. */
    String leavesOn(String day) {
        String shifted = "(" + day + " + interval '" + interval + "')::date";
        return "case when (" + shifted + " - interval '" + interval + "')::date >= " + day + " then " + shifted
                + " else " + shifted + " + 1 end";
    }
}
