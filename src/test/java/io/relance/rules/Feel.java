package io.relance.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Texts of FEEL that are compiled, and facts to try them on: many that fit each other, some that do not. */
final class Feel {

    private static final List<String> NAMES = List.of("a", "b", "c", "d");

    private Feel() {}

    static Arbitrary<String> literals() {
        return Arbitraries.oneOf(
                Arbitraries.of("0", "1", "5", "5.0", "4.99", "-5", "0.1", ".5", "150", "99999999999999999999", "1.005"),
                Arbitraries.of("\"\"", "\"a\"", "\"b\"", "\"A\"", "\"é\"", "\"日本\"", "\"😀\"", "\"5\"", "\"true\""),
                Arbitraries.of("\"a\\\"b\"", "\"a,b\"", "\"\\\\\"", "\"x y\"", "\"not(5)\"", "\"\\n\""),
                Arbitraries.of("true", "false", "null"),
                Arbitraries.of(
                        "date(\"2026-03-02\")",
                        "date(\"2024-02-29\")",
                        "date(\"2025-02-29\")",
                        "@\"2026-03-02\"",
                        "date and time(\"2026-03-02T10:00:00Z\")",
                        "date and time(\"2026-03-02T10:00:00+01:00\")",
                        "date and time(\"2026-03-02T11:00:00@Europe/Paris\")",
                        "date and time(\"2026-03-02T10:00:00\")",
                        "time(\"10:00:00\")",
                        "duration(\"P1Y\")",
                        "duration(\"P12M\")",
                        "duration(\"PT36H\")",
                        "duration(\"P1DT12H\")"));
    }

    static Arbitrary<String> paths() {
        return Arbitraries.oneOf(
                Arbitraries.of(NAMES).map(name -> "x." + name),
                Arbitraries.of(NAMES).map(name -> "x." + name),
                Arbitraries.of(
                        "x", "y", "y.a", "nobody", "nobody.knows", "x.m.a", "x.m.b", "x.a.year", "x.l.a", "x.l"));
    }

    /** Expressions that need no column. */
    static Arbitrary<String> expressions() {
        return expressions(Arbitraries.oneOf(literals(), paths(), paths()));
    }

    /** Few brackets: the engine tries each of them in several ways, those inside again for each. */
    private static Arbitrary<String> expressions(Arbitrary<String> leaves) {
        Arbitrary<String> sums = joined(leaves, "+", "-", "*", "/");
        Arbitrary<String> terms = Arbitraries.oneOf(leaves, leaves, sums, leaves.map("-(%s)"::formatted));
        Arbitrary<String> conditions = joined(terms, "<", "<=", ">", ">=", "=", "!=");
        Arbitrary<String> truths = Arbitraries.oneOf(
                leaves,
                conditions,
                joined(Arbitraries.oneOf(leaves, conditions), "and", "or"),
                Combinators.combine(terms, terms, terms).as("%s between %s and %s"::formatted),
                Combinators.combine(leaves, test(leaves)).as("%s in %s"::formatted),
                Combinators.combine(leaves, test(leaves), test(leaves)).as("%s in (%s, %s)"::formatted));
        return Arbitraries.oneOf(
                terms,
                truths,
                truths,
                joined(truths, "and", "or"),
                Combinators.combine(truths, terms, terms).as("if %s then %s else %s"::formatted),
                joined(truths.map("(%s)"::formatted), "=", "+", "and"),
                Arbitraries.oneOf(literals(), paths())
                        .list()
                        .ofMaxSize(3)
                        .map(items -> "[" + String.join(", ", items) + "]"));
    }

    private static Arbitrary<String> joined(Arbitrary<String> parts, String... operators) {
        return Combinators.combine(parts, Arbitraries.of(operators), parts).as("%s %s %s"::formatted);
    }

    /** Cells of a column. */
    static Arbitrary<String> cells() {
        Arbitrary<String> leaves =
                Arbitraries.oneOf(literals(), literals(), literals(), paths(), Arbitraries.of("?", "cellInput"));
        Arbitrary<String> tests = Arbitraries.oneOf(leaves, test(leaves), test(leaves), expressions(leaves));
        Arbitrary<String> several = tests.list().ofMinSize(1).ofMaxSize(3).map(all -> String.join(", ", all));
        return Arbitraries.oneOf(
                several, several, several.map("not(%s)"::formatted), Arbitraries.of("-", "", " ", "true", "false"));
    }

    private static Arbitrary<String> test(Arbitrary<String> leaves) {
        // A bound that asks for the value itself is refused by the engine: as good as never written.
        Arbitrary<String> bounds = leaves.filter(leaf -> !leaf.equals("?"));
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of("<", "<=", ">", ">="), bounds)
                        .as("%s %s"::formatted),
                Combinators.combine(Arbitraries.of("[", "(", "]"), bounds, bounds, Arbitraries.of("]", ")", "["))
                        .as("%s%s..%s%s"::formatted));
    }

    /** {@code x} with its entries and {@code y}; each may be missing, null or of another type than a table expects. */
    static Arbitrary<Map<String, Object>> facts() {
        Arbitrary<Object> x = Arbitraries.frequencyOf(Tuple.of(20, context()), Tuple.of(1, values()));
        return Combinators.combine(x, Arbitraries.maps(Arbitraries.of("y", "z"), values()))
                .as((some, others) -> {
                    Map<String, Object> facts = new HashMap<>(others);
                    facts.put("x", some);
                    return facts;
                });
    }

    private static Arbitrary<Object> context() {
        Arbitrary<Map<String, Object>> entries = Arbitraries.maps(Arbitraries.of(NAMES), values());
        return Combinators.combine(
                        entries,
                        Arbitraries.maps(Arbitraries.of(NAMES), values()),
                        values().list().ofMaxSize(3))
                .as((plain, nested, list) -> {
                    Map<String, Object> context = new HashMap<>(plain);
                    context.put("m", nested);
                    context.put("l", list);
                    return context;
                });
    }

    static Arbitrary<Object> values() {
        return Arbitraries.of(VALUES);
    }

    private static final List<Object> VALUES = Arrays.asList(
            null,
            new BigDecimal("0"),
            new BigDecimal("5"),
            new BigDecimal("5.0"),
            new BigDecimal("5.00"),
            new BigDecimal("4.99"),
            new BigDecimal("-5"),
            new BigDecimal("0.1"),
            new BigDecimal("0.5"),
            new BigDecimal("150.00"),
            new BigDecimal("1E+3"),
            new BigDecimal("99999999999999999999"),
            new BigDecimal("9223372036854775808"),
            new BigDecimal("-9223372036854775808"),
            new BigDecimal("2147483648"),
            new BigDecimal("123456789012345678.123456789"),
            new BigDecimal("1.0000000000000000000000000000000000000000001"),
            5,
            150L,
            (short) 1,
            0.1,
            5.0,
            1e300,
            Double.NaN,
            "",
            "a",
            "b",
            "A",
            "é",
            "é",
            "日本",
            "😀",
            "5",
            "true",
            "a\"b",
            "a,b",
            "\\",
            "\n",
            "2026-03-02",
            "2026-03-02T10:00:00",
            true,
            false,
            LocalDate.parse("2026-03-02"),
            LocalDate.parse("2024-02-29"),
            ZonedDateTime.of(2026, 3, 2, 10, 0, 0, 0, ZoneOffset.UTC),
            ZonedDateTime.parse("2026-03-02T11:00:00+01:00[Europe/Paris]"),
            LocalDateTime.parse("2026-03-02T10:00:00"),
            LocalTime.parse("10:00:00"),
            Period.ofMonths(12),
            Period.ofYears(1),
            Duration.ofHours(36),
            List.of(),
            List.of("a", "b"),
            Arrays.asList(new BigDecimal("5"), null, "a"),
            List.of(Map.of("a", "b")),
            Map.of("a", "b"));
}
