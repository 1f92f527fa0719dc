package io.relance.segment.value;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/**
 * How often somebody buys, in a shop or of one of its categories. An occasion is a day with an order, by the calendar
 * where the customer lives: who forgets something and orders it an hour later has not bought twice.
 *
 * @param occasions days with an order, 1 or more
 * @param first the first of them
 * @param last the last of them
 */
public record Rhythm(int occasions, LocalDate first, LocalDate last) {

    /** A single gap may be chance; two are the least that can be called a rhythm. */
    private static final int FEWEST_OCCASIONS = 3;

    /** A count that fits between the days. */
    public Rhythm {
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (occasions < 1 || occasions > days || (occasions == 1 && days > 1)) {
            throw new IllegalArgumentException(
                    "%d occasions from %s to %s; an occasion is a day, the first and the last among them"
                            .formatted(occasions, first, last));
        }
    }

    /**
     * Something bought.
     *
     * @param category of the product
     * @param at when it was ordered
     */
    public record Bought(String category, Instant at) {}

    /**
     * When to expect somebody.
     *
     * @param on the day; it may have passed
     * @param gap days between two occasions
     * @param own whether the gap is the customer's own, else it is the usual one
     */
    public record NextOrder(LocalDate on, double gap, boolean own) {}

    /** Of orders in any order; empty without any. */
    public static Optional<Rhythm> of(Collection<Instant> orders, ZoneId zone) {
        var days = new TreeSet<LocalDate>();
        orders.forEach(at -> days.add(day(at, zone)));
        return days.isEmpty() ? Optional.empty() : Optional.of(ofDays(days));
    }

    /** Per category of what was bought. */
    public static Map<String, Rhythm> byCategory(Collection<Bought> bought, ZoneId zone) {
        var days = mapping((Bought one) -> day(one.at(), zone), toCollection(TreeSet::new));
        return bought.stream().collect(groupingBy(Bought::category, collectingAndThen(days, Rhythm::ofDays)));
    }

    /** The mean number of days between this customer's occasions; empty before the third. */
    public OptionalDouble gap() {
        return occasions < FEWEST_OCCASIONS
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) ChronoUnit.DAYS.between(first, last) / (occasions - 1));
    }

    /**
     * When the next order is expected: a gap after the last, rounded to the day.
     *
     * @param usual the gap of who has none of their own, in days: {@link #usual} of the category or the shop
     * @return empty if there is neither a gap of their own nor a usual one
     */
    public Optional<NextOrder> next(OptionalDouble usual) {
        usual.ifPresent(days -> Given.positive("the usual gap", days));
        var own = gap();
        var gap = own.isPresent() ? own : usual;
        return gap.isEmpty()
                ? Optional.empty()
                : Optional.of(new NextOrder(
                        last.plusDays(Math.round(gap.getAsDouble())), gap.getAsDouble(), own.isPresent()));
    }

    /**
     * What is usual among customers who have a gap of their own: the median, which one customer a year late does not
     * move; empty without any.
     */
    public static OptionalDouble usual(DoubleStream gaps) {
        double[] sorted = gaps.sorted().toArray();
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        return sorted.length % 2 == 1
                ? OptionalDouble.of(sorted[half])
                : Arrays.stream(sorted, half - 1, half + 1).average();
    }

    private static Rhythm ofDays(TreeSet<LocalDate> days) {
        return new Rhythm(days.size(), days.first(), days.last());
    }

    private static LocalDate day(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate();
    }
}
