package io.relance.segment.fact;

import static io.relance.rules.FactType.NUMBER;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What the person bought: what was neither cancelled nor given back whole, net of refunds, in the shop's currency. */
@Component
class OrderFacts {

    private static final Column COUNT = column("n", "count(*)");
    private static final Column VALUE = column("net", "sum(net)");
    private static final Column CODED = column("coded", "count(*) filter (where with_code)");
    private static final Column FIRST = column("first_at", "min(at)");
    private static final Column LAST = column("last_at", "max(at)");
    private static final String PER_YEAR =
            "round(" + COUNT.read() + " * 365.0 / greatest(" + Moments.daysSince(FIRST.read()) + ", 365), 2)";
    private static final String IN_WINDOW = " filter (where at > :rfmFrom and at <= :now)";
    private static final Column RECENT = column("recent", "max(at)" + IN_WINDOW);
    private static final Column FREQUENT = column("frequent", "count(*)" + IN_WINDOW);
    private static final Column SPENT = column("spent", "sum(net)" + IN_WINDOW);
    private static final Column OLDEST = column("oldest", "min(at)" + IN_WINDOW);
    private static final Column COMING = column("coming", "min(at) filter (where at > :now)");
    private static final String MONTHS = "make_interval(months => :rfmMonths)";

    /**
     * When an order comes into the window that a client's hasty clock has told of, or the oldest leaves it: one of a 31st
     * after a shorter month has ended.
     */
    private static final String WINDOW_MOVES = "least(%1$s, case when %2$s + %3$s - %3$s >= %2$s then %2$s + %3$s"
                    .formatted(COMING.read(), OLDEST.read(), MONTHS)
            + " else date_trunc('day', %1$s + %2$s, 'UTC') + interval '1 day' end)".formatted(OLDEST.read(), MONTHS);

    List<Fact> fixed() {
        return Stream.of(orders(), outlook(), rfm()).flatMap(List::stream).toList();
    }

    private static List<Fact> orders() {
        return List.of(
                Fact.of("orders.count", NUMBER, "coalesce(" + COUNT.read() + ", 0)", List.of(COUNT)),
                Fact.of("orders.value", NUMBER, "coalesce(" + VALUE.read() + ", 0)", List.of(VALUE)),
                Fact.of(
                        "orders.averageBasket",
                        NUMBER,
                        "round(" + VALUE.read() + " / " + COUNT.read() + ", 2)",
                        List.of(VALUE, COUNT)),
                Fact.of("orders.withCode", NUMBER, "coalesce(" + CODED.read() + ", 0)", List.of(CODED)),
                Fact.of(
                        "orders.codeShare",
                        NUMBER,
                        "round(" + CODED.read() + "::numeric / " + COUNT.read() + ", 4)",
                        List.of(CODED, COUNT)),
                Fact.of(
                                "orders.perYear",
                                NUMBER,
                                // Of less than a year nobody knows what a year will be: what is there counts.
                                PER_YEAR,
                                List.of(COUNT, FIRST))
                        .dueByFractions(OrderFacts::rarer),
                since("orders.daysSinceFirst", FIRST),
                since("orders.daysSinceLast", LAST));
    }

    /**
     * When so many a year, told in hundredths, which the days only make fewer, come down to one of these numbers or below
     * it; without numbers, when they are fewer at all.
     */
    private static String rarer(Set<BigDecimal> numbers) {
        Set<String> hundredths = new TreeSet<>();
        numbers.stream().map(number -> number.movePointRight(2)).forEach(number -> {
            hundredths.add(number.setScale(0, RoundingMode.FLOOR).toPlainString());
            hundredths.add(number.setScale(0, RoundingMode.CEILING)
                    .subtract(BigDecimal.ONE)
                    .toPlainString());
        });
        if (numbers.isEmpty()) {
            hundredths.add("(100 * " + PER_YEAR + " - 1)");
        }
        Stream<String> then =
                hundredths.stream().filter(most -> !most.startsWith("-")).map(OrderFacts::rarerThan);
        return Stream.concat(Stream.of("null::timestamptz"), then).collect(Collectors.joining(", ", "least(", ")"));
    }

    /** The first day on which no more than so many hundredths are left after rounding; beyond some centuries never. */
    private static String rarerThan(String most) {
        String then = FIRST.read() + " + make_interval(days => least(100000, 1 + floor(" + COUNT.read()
                + " * 36500 / greatest(" + most + " + 0.5, 0.5)))::int)";
        return "case when " + then + " > :now then " + then + " end";
    }

    private static List<Fact> outlook() {
        return List.of(
                Fact.of("value.daysBetweenOrders", NUMBER, "v.gap", Source.OUTLOOK),
                Fact.of("value.daysUntilNextOrder", NUMBER, "(v.next_day - :today::date)", Source.OUTLOOK)
                        .dueBy(Moments.dueUntil("v.next_day", false)),
                Fact.of("value.alive", NUMBER, "v.alive", Source.OUTLOOK),
                Fact.of("value.expectedOrders", NUMBER, "v.expected_orders", Source.OUTLOOK),
                Fact.of("value.expected", NUMBER, "v.expected_value", Source.OUTLOOK));
    }

    private static List<Fact> rfm() {
        return List.of(
                Fact.of("rfm.recency", NUMBER, Moments.daysSince(RECENT.read()), List.of(RECENT, OLDEST, COMING))
                        .dueBy(thresholds -> "least(" + WINDOW_MOVES + ", "
                                + Moments.dueSince(RECENT.read()).apply(thresholds) + ")"),
                window("rfm.frequency", "nullif(" + FREQUENT.read() + ", 0)", FREQUENT),
                window("rfm.monetary", SPENT.read(), SPENT),
                Fact.of("rfm.r", NUMBER, "p.r"),
                Fact.of("rfm.f", NUMBER, "p.f"),
                Fact.of("rfm.m", NUMBER, "p.m"));
    }

    private static Fact since(String path, Column moment) {
        return Fact.of(path, NUMBER, Moments.daysSince(moment.read()), List.of(moment))
                .dueBy(Moments.dueSince(moment.read()));
    }

    private static Fact window(String path, String sql, Column column) {
        return Fact.of(path, NUMBER, sql, List.of(column, OLDEST, COMING)).dueBy(any -> WINDOW_MOVES);
    }

    private static Column column(String name, String expression) {
        return new Column(Source.ORDERS, name, expression);
    }
}
