package io.relance.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Texts of the FEEL that can be asked of everybody, and facts to try them on: ties, bounds, nulls, awkward texts. */
final class PopulationFeel {

    /** Three facts of each type, one of them in the middle of a long path. */
    static final Map<String, FactType> FACTS = new HashMap<>();

    private static final Map<FactType, List<String>> CONSTANTS = Map.of(
            FactType.NUMBER,
            List.of("0", "1", "5", "5.0", "4.99", "-5", "0.1", ".5", "90", "150.00", "99999999999999999999"),
            FactType.TEXT,
            List.of("\"\"", "\"a\"", "\"b\"", "\"A\"", "\"é\"", "\"日本\"", "\"5\"", "\"x y\"", "\"it's\"", "\"''; --\"")
                    .stream()
                    .toList(),
            FactType.BOOLEAN,
            List.of("true", "false"),
            FactType.DATE,
            List.of("date(\"2026-03-02\")", "date(\"2024-02-29\")", "@\"2026-03-02\"", "date(\"0001-01-01\")"));
    private static final List<String> MORE_TEXTS = List.of(
            "\"a\\\"b\"",
            "\"\\\\\"",
            "\"\\\\' or 1 = 1\"",
            "\"\n\"",
            "\":x\"",
            "\"?\"",
            "\"a:b ? :c\"",
            "\"/* \"",
            "\"$$\"");
    private static final Map<FactType, List<Object>> VALUES = Map.of(
            FactType.NUMBER,
            numbers("0", "1", "5", "5.00", "4.99", "4.98", "-5", "-4", "0.1", "0.5", "89", "90", "91", "149.99", "150"),
            FactType.TEXT,
            List.of("", "a", "b", "A", "é", "日本", "5", "x y", "it's", "''; --", "a\"b", "\\", "\\' or 1 = 1", "\n")
                    .stream()
                    .map(Object.class::cast)
                    .toList(),
            FactType.BOOLEAN,
            List.of(true, false),
            FactType.DATE,
            List.of(
                    LocalDate.parse("2026-03-01"),
                    LocalDate.parse("2026-03-02"),
                    LocalDate.parse("2026-03-03"),
                    LocalDate.parse("2024-02-29"),
                    LocalDate.parse("0001-01-01")));
    private static final Map<FactType, List<Object>> MORE_VALUES = Map.of(
            FactType.NUMBER,
            numbers("1E+2", "99999999999999999999", "12345678901234567.89", "0.1000000000000000000001", "2147483648"),
            FactType.TEXT,
            List.of(":x", "?", "a:b ? :c", "/* ", "$$", "😀", "\uFF5E", "e\u0301"),
            FactType.BOOLEAN,
            List.of(true, false),
            FactType.DATE,
            List.of(LocalDate.parse("9999-12-31")));

    static {
        for (FactType type : FactType.values()) {
            String name = type.name().toLowerCase(java.util.Locale.ROOT);
            FACTS.put(name + ".a", type);
            FACTS.put(name + ".b", type);
            FACTS.put("count." + name + "_seen.last6m", type);
        }
    }

    private PopulationFeel() {}

    static Optional<FactType> typeOf(String path) {
        return Optional.ofNullable(FACTS.get(path));
    }

    static List<String> paths(FactType type) {
        return FACTS.entrySet().stream()
                .filter(fact -> fact.getValue() == type)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static Arbitrary<String> constants(FactType type) {
        return type == FactType.TEXT
                ? Arbitraries.oneOf(Arbitraries.of(CONSTANTS.get(type)), Arbitraries.of(MORE_TEXTS))
                : Arbitraries.of(CONSTANTS.get(type));
    }

    private static Arbitrary<String> operands(FactType type) {
        return Arbitraries.oneOf(constants(type), constants(type), Arbitraries.of(paths(type)));
    }

    /** Cells of a column of this type. */
    static Arbitrary<String> cells(FactType type) {
        Arbitrary<String> tests = Arbitraries.oneOf(tests(type), tests(type), conditions(type));
        Arbitrary<String> several = tests.list().ofMinSize(1).ofMaxSize(3).map(all -> String.join(", ", all));
        return Arbitraries.oneOf(
                several,
                several,
                several.map("not(%s)"::formatted),
                type == FactType.BOOLEAN ? constants(type) : several,
                Arbitraries.of("-", "", "null", "not(null)"));
    }

    /** Tests whose left side is not written. */
    private static Arbitrary<String> tests(FactType type) {
        Arbitrary<String> nulls = Arbitraries.just("null");
        // A boolean fact is refused here, and a boolean but alone in its cell.
        return type == FactType.BOOLEAN
                ? Arbitraries.oneOf(nulls, lists(type))
                : Arbitraries.oneOf(
                        Arbitraries.oneOf(operands(type), operands(type), nulls),
                        lists(type),
                        unary(type),
                        intervals(type),
                        intervals(type));
    }

    private static Arbitrary<String> lists(FactType type) {
        return Arbitraries.oneOf(operands(type), operands(type), Arbitraries.just("null"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(items -> "[" + String.join(", ", items) + "]");
    }

    /** What has an order everywhere; of texts, constants. */
    private static Arbitrary<String> bounds(FactType type) {
        return type == FactType.TEXT ? constants(type) : operands(type);
    }

    private static Arbitrary<String> unary(FactType type) {
        return Combinators.combine(Arbitraries.of("<", "<=", ">", ">="), bounds(type))
                .as("%s %s"::formatted);
    }

    private static Arbitrary<String> intervals(FactType type) {
        return Combinators.combine(
                        Arbitraries.of("[", "(", "]"), bounds(type), bounds(type), Arbitraries.of("]", ")", "["))
                .as("%s%s..%s%s"::formatted);
    }

    /** Conditions on {@code ?}. */
    private static Arbitrary<String> conditions(FactType type) {
        Arbitrary<String> some = joined(leaves(type));
        return Arbitraries.oneOf(
                leaves(type),
                lists(type).map("? in %s"::formatted),
                some,
                Combinators.combine(some.map("(%s)"::formatted), Arbitraries.of("and", "or"), leaves(type))
                        .as("%s %s %s"::formatted));
    }

    private static Arbitrary<String> joined(Arbitrary<String> parts) {
        return Combinators.combine(parts, Arbitraries.of("and", "or"), parts).as("%s %s %s"::formatted);
    }

    /** Brackets around in: behind it the engine reads as much as it can. */
    private static Arbitrary<String> leaves(FactType type) {
        Arbitrary<String> equal = Combinators.combine(
                        Arbitraries.of("? = %s", "? != %s", "%s = ?", "%s != ?"),
                        Arbitraries.oneOf(operands(type), Arbitraries.just("null")))
                .as(String::formatted);
        Arbitrary<String> in = Arbitraries.oneOf(
                        tests(type), tests(type).list().ofSize(2).map(all -> String.join(", ", all)))
                .map("(? in (%s))"::formatted);
        if (type == FactType.BOOLEAN) {
            // A boolean behind in without brackets of a list is refused.
            return Arbitraries.oneOf(equal, lists(type).map("(? in %s)"::formatted), Arbitraries.just("?"));
        }
        return Arbitraries.oneOf(
                equal,
                in,
                intervals(type).map("? in %s"::formatted),
                Combinators.combine(Arbitraries.of("<", "<=", ">", ">="), bounds(type))
                        .as("? %s %s"::formatted),
                Combinators.combine(bounds(type), Arbitraries.of("<", "<=", ">", ">="))
                        .as("%s %s ?"::formatted),
                Combinators.combine(bounds(type), bounds(type)).as("? between %s and %s"::formatted));
    }

    /** A row of facts: a quarter is not there or null. */
    static Arbitrary<Map<String, Object>> facts() {
        List<String> paths = FACTS.keySet().stream().sorted().toList();
        List<Arbitrary<Object>> values = new ArrayList<>();
        for (String path : paths) {
            FactType type = FACTS.get(path);
            Arbitrary<Object> value = Arbitraries.oneOf(
                    Arbitraries.of(VALUES.get(type)),
                    Arbitraries.of(VALUES.get(type)),
                    Arbitraries.of(VALUES.get(type)),
                    Arbitraries.of(MORE_VALUES.get(type)));
            values.add(value.injectNull(0.25));
        }
        return Combinators.combine(values).as(all -> {
            Map<String, Object> facts = new HashMap<>();
            for (int i = 0; i < paths.size(); i++) {
                if (all.get(i) != null) {
                    facts.put(paths.get(i), all.get(i));
                }
            }
            return facts;
        });
    }

    private static List<Object> numbers(String... numbers) {
        return Arrays.stream(numbers).<Object>map(BigDecimal::new).toList();
    }
}
