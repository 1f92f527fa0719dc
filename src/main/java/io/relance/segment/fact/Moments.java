package io.relance.segment.fact;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** How SQL reckons with moments: days since, and when the next day that matters begins. */
final class Moments {

    private Moments() {}

    /** Whole days elapsed, rounded down; none since what, by a client's hasty clock, is still to come. */
    static String daysSince(String moment) {
        return "case when " + moment + " > :now then 0 else date_part('day', :now - " + moment + ")::int end";
    }

    /** When so many whole days since a moment reach the next number that matters. */
    static Function<Set<BigDecimal>, String> dueSince(String moment) {
        return thresholds -> {
            if (thresholds.isEmpty()) {
                return moment + " + make_interval(days => 1 + " + daysSince(moment) + ")";
            }
            StringBuilder cases = new StringBuilder("case when " + moment + " is null then null::timestamptz");
            for (int days : whole(thresholds).tailSet(1)) {
                cases.append(" when :now < ")
                        .append(after(moment, days))
                        .append(" then ")
                        .append(after(moment, days));
            }
            return cases + " end";
        };
    }

    private static String after(String moment, int days) {
        // Hours, as days elapsed are 24 of them; and adding them is cheap, being the same in every zone.
        return moment + " + interval '" + days * 24L + " hours'";
    }

    private static TreeSet<Integer> whole(Set<BigDecimal> thresholds) {
        TreeSet<Integer> days = new TreeSet<>();
        thresholds.forEach(
                each -> days.add(each.setScale(0, RoundingMode.CEILING).intValue()));
        return days;
    }

    /** The first moment of a day in the shop's zone. */
    static String startOf(String day) {
        return "((" + day + ")::timestamp at time zone :zone)";
    }

    /**
     * When so many days until a day fall to the next number that matters.
     *
     * @param again whether, once that day is over, the next of its kind is looked at
     */
    static Function<Set<BigDecimal>, String> dueUntil(String day, boolean again) {
        return thresholds -> {
            String next = startOf(":today::date + 1");
            if (thresholds.isEmpty()) {
                return "case when " + day + " is not null then " + next + " end";
            }
            StringBuilder cases = new StringBuilder("case when " + day + " is null then null");
            for (int days : whole(thresholds).descendingSet()) {
                // "7 or less" is told as a change at 8: counting down, the answer changes on the seventh day before.
                cases.append(" when ").append(day).append(" - :today::date >= ").append(days);
                cases.append(" then ").append(startOf(day + " - " + (days - 1)));
            }
            return cases + (again ? " else " + startOf(day + " + 1") : "") + " end";
        };
    }
}
