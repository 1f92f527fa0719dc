package io.relance.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.relance.rules.Dmn.Input;
import io.relance.rules.Dmn.Output;
import io.relance.rules.Dmn.Rule;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a marketer can write in a table without slowing it down, construct by construct. */
class CompiledTablesTests {

    private static final ZonedDateTime MORNING = ZonedDateTime.parse("2026-03-02T10:00:00Z");

    private final DecisionTables tables = new DecisionTables();

    static Stream<Arguments> cells() {
        return Stream.of(
                hits("-", null, 5, "a"),
                hits("", null, 5, "a"),
                hits("5", 5, 5L, 5.0, new BigDecimal("5.00")),
                misses("5", null, 4, "5", true),
                hits("\"a\"", "a"),
                misses("\"a\"", "A", "b", null, 5),
                hits("\"été\", \"日本\", \"😀\"", "été", "日本", "😀"),
                misses("\"été\"", "e\u0301te\u0301"),
                hits("\"a\\\"b\"", "a\"b"),
                hits("true", true),
                misses("true", false, null, "true", 1),
                hits("false", false),
                misses("false", true, null),
                hits("null", (Object) null),
                misses("null", 0, "", false),
                hits("< 5", 4, new BigDecimal("4.99"), -1),
                misses("< 5", 5, 6, null, "4", true),
                hits("<= 5", 5),
                hits("> 5", new BigDecimal("5.01")),
                hits(">= 5", 5),
                hits("> \"b\"", "c"),
                misses("> \"b\"", "b", "B", null, 5),
                misses("> true", true, false),
                hits("[1..5]", 1, 5),
                misses("[1..5]", 0, 6, null, "3"),
                hits("(1..5)", 2),
                misses("(1..5)", 1, 5),
                misses("]1..5[", 1, 5),
                hits("[1..5), 7, > 10", 1, 7, 11),
                misses("[1..5), 7, > 10", 5, 8, 10, null),
                hits("not(5, 7)", 6, null),
                misses("not(5, 7)", 5, 7, "b"),
                // What cannot be compared is neither so nor not so.
                misses("not(5, \"a\")", 5, "a", 6, "b"),
                misses("not(5)", 5, "a", true),
                hits("not(< 5)", 5),
                misses("not(< 5)", 4, null),
                hits("? > 1 and ? < 5", 2),
                misses("? > 1 and ? < 5", 1, 5, null),
                hits("? < 1 or ? > 5", 0, 6),
                misses("? < 1 or ? > 5", 3, null),
                hits("[1, 2, 3]", 2),
                misses("[1, 2, 3]", 4, null),
                hits("other.limit", 100),
                misses("other.limit", 99, null),
                hits("> other.limit * 2", 201),
                misses("> other.unknown", 201, null),
                hits("? in [1..5]", 3),
                hits("if other.limit = 100 then 7 else 8", 7),
                hits("cellInput + 1 = 6", 5),
                hits("date(\"2026-03-02\")", LocalDate.parse("2026-03-02")),
                misses("date(\"2026-03-02\")", MORNING, "2026-03-02", null),
                hits("> date(\"2026-03-01\")", LocalDate.parse("2026-03-02")),
                hits("< date and time(\"2026-03-02T12:00:00+01:00\")", MORNING),
                misses("< date and time(\"2026-03-02T11:00:00+01:00\")", MORNING.plusHours(1)),
                hits(
                        "[@\"2026-01-01T00:00:00\"..@\"2026-12-31T00:00:00\"]",
                        LocalDateTime.parse("2026-03-02T10:00:00")),
                hits("?.weekday = 1", MORNING),
                hits("duration(\"P1D\")", java.time.Duration.ofHours(24)),
                hits("< duration(\"P2Y\")", java.time.Period.ofMonths(23)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void cell(String test, boolean hit, List<Object> values) {
        byte[] dmn = table("FIRST", new Input("thing.value", ""), Rule.of(test, "true"), Rule.of("", "false"));
        for (Object value : values) {
            assertThat(decide(dmn, thing(value))).as("%s of %s", test, value).isEqualTo(hit);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 5, 5",
        "integer, 5, 5",
        "integer, 5.00, 5",
        "long, 5, 5",
        "double, 4.99, 4.99",
        "string, 5.00, '\"5\"'",
        "string, 4.99, '\"4.99\"'",
    })
    void aColumnReadsItsType(String type, BigDecimal value, String test) {
        byte[] dmn = table("UNIQUE", new Input("thing.value", type), Rule.of(test, "true"));

        assertThat(decide(dmn, thing(value))).isEqualTo(true);
    }

    @Test
    void aColumnReadsTextAsItsType() {
        assertThat(decide(table("UNIQUE", new Input("thing.value", "integer"), Rule.of("5", "1")), thing("5")))
                .isEqualTo(1L);
        assertThat(decide(table("UNIQUE", new Input("thing.value", "boolean"), Rule.of("true", "1")), thing("TRUE")))
                .isEqualTo(1L);
        assertThat(decide(
                        table(
                                "UNIQUE",
                                new Input("thing.value", "date"),
                                Rule.of("> date and time(\"2026-03-02T09:59:00\")", "1")),
                        thing(MORNING)))
                .isEqualTo(1L);
    }

    @Test
    void columnsAreExpressionsOfSeveralFacts() {
        byte[] dmn = table("UNIQUE", new Input("thing.value - other.limit / 2", ""), Rule.of("0", "true"));

        assertThat(decide(dmn, thing(50))).isEqualTo(true);
        assertThat(decide(dmn, thing(51))).isNull();
        assertThat(decide(dmn, thing(null))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''      | 3                        | 3           | java.lang.Long",
                "integer | 3                        | 3           | java.lang.Integer",
                "double  | 3                        | 3.0         | java.lang.Double",
                "''      | 2.5                      | 2.5         | java.lang.Double",
                "string  | \"été\"                  | été         | java.lang.String",
                "boolean | true                     | true        | java.lang.Boolean",
                "''      | thing.value + 1          | 8           | java.lang.Long",
                "string  | \"n\" + \"o\"            | no          | java.lang.String",
                "''      | date(\"2026-03-02\")     | 2026-03-02  | java.time.LocalDate",
                "''      | [1, 2]                   | [1, 2]      | java.util.List",
            })
    void answersHaveTheirType(String type, String answer, String text, Class<?> expected) {
        byte[] dmn = new Dmn()
                .table(
                        "t",
                        "UNIQUE",
                        List.of(new Input("thing.value", "")),
                        List.of(new Output("o", type)),
                        List.of(Rule.of("7", answer)))
                .bytes();

        assertThat(decide(dmn, thing(7))).isInstanceOf(expected).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "FIRST, 7, 1",
        "ANY, 7, 1",
        "COLLECT SUM, 7, 4",
        "COLLECT MIN, 7, 1",
        "COLLECT MAX, 7, 2",
        "COLLECT COUNT, 7, 3",
        "COLLECT COUNT, 0, 0",
    })
    void hitsBecomeOneAnswer(String hits, int value, int answer) {
        byte[] dmn = table(
                hits,
                new Input("thing.value", ""),
                Rule.of("> 1", "1"),
                Rule.of("> 2", "1"),
                Rule.of(hits.equals("ANY") ? "> 10" : "> 3", "2"));

        assertThat((Number) decide(dmn, thing(value))).hasToString(String.valueOf(answer));
    }

    @Test
    void noHitIsNoAnswer() {
        for (String hits : List.of("UNIQUE", "FIRST", "ANY", "RULE ORDER", "COLLECT", "COLLECT SUM")) {
            byte[] dmn = table(hits, new Input("thing.value", ""), Rule.of("> 1", "1"));
            assertThat(decide(dmn, thing(0))).as(hits).isNull();
        }
    }

    @Test
    void severalAnswersAreRefused() {
        for (String hits : List.of("COLLECT", "RULE ORDER")) {
            byte[] dmn = table(hits, new Input("thing.value", ""), Rule.of("> 1", "1"), Rule.of("> 2", "2"));
            assertThat(decide(dmn, thing(2))).isEqualTo(1L);
            assertThatIllegalStateException().isThrownBy(() -> decide(dmn, thing(3)));
        }
    }

    @Test
    void aDecisionBuildsOnThoseItRequires() {
        byte[] dmn = new Dmn()
                .table(
                        "scores",
                        "COLLECT",
                        List.of(new Input("thing.value", "")),
                        List.of(new Output("score", "integer")),
                        List.of(Rule.of("> 1", "1"), Rule.of("> 2", "2")))
                .literal("first", "best", "string", "if score = [1, 2] then \"both\" else \"one\"")
                .table(
                        "t",
                        "UNIQUE",
                        List.of(new Input("best", "string")),
                        List.of(new Output("o", "")),
                        List.of(Rule.of("\"both\"", "best + \"!\""), Rule.of("\"one\"", "\"one\"")))
                .bytes();

        assertThat(decide(dmn, thing(3))).isEqualTo("both!");
        assertThat(decide(dmn, thing(2))).isEqualTo("one");
        assertThat(tables.reads(name(dmn), "t", name -> dmn)).contains("thing").doesNotContain("other");
    }

    @AfterEach
    void withoutTheEngine() {
        assertThat(tables.decidedByTheEngine()).isZero();
        assertThat(tables.leftToTheEngine()).isEmpty();
    }

    private Object decide(byte[] dmn, Map<String, Object> facts) {
        return tables.decide(name(dmn), "t", name -> dmn, facts);
    }

    private static String name(byte[] dmn) {
        return new String(dmn, StandardCharsets.UTF_8);
    }

    private static byte[] table(String hits, Input column, Rule... rules) {
        return new Dmn()
                .table(
                        "t",
                        hits.replace("RULE ", "RULE_"),
                        List.of(column),
                        List.of(new Output("o", "")),
                        List.of(rules))
                .bytes();
    }

    private static Map<String, Object> thing(Object value) {
        Map<String, Object> thing = new HashMap<>();
        thing.put("value", value);
        return Map.of("thing", thing, "other", Map.of("limit", new BigDecimal("100")));
    }

    private static Arguments hits(String test, Object... values) {
        return Arguments.of(test, true, Arrays.asList(values));
    }

    private static Arguments misses(String test, Object... values) {
        return Arguments.of(test, false, Arrays.asList(values));
    }
}
