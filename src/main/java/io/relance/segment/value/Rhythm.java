package io.relance.segment.value;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * How often somebody buys. An occasion is a day with an order, by the calendar of the shop's zone: who forgets something
 * and orders it an hour later has not bought twice.
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
     * When to expect somebody.
     *
     * @param on the day; it may have passed
     * @param gap days between two occasions
     * @param own whether the gap is the customer's own, else it is the usual one
     */
    public record NextOrder(LocalDate on, double gap, boolean own) {}

    /** The mean number of days between this customer's occasions; empty before the third. */
    public OptionalDouble gap() {
        return occasions < FEWEST_OCCASIONS
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) ChronoUnit.DAYS.between(first, last) / (occasions - 1));
    }

    /**
     * When the next order is expected: a gap after the last, rounded to the day.
     *
     * @param usual the gap of who has none of their own, in days: {@link #usual} in the shop
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
}
