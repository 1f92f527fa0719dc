package io.relance.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.rules.Dmn.Input;
import io.relance.rules.Dmn.Output;
import io.relance.rules.Dmn.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be asked of everybody is refused before it decides anything, with the cell and what would be accepted. */
class PopulationTableRefusedTests {

    private static final Map<String, FactType> FACTS = Map.of(
            "orders.count", FactType.NUMBER,
            "orders.total", FactType.NUMBER,
            "contact.country", FactType.TEXT,
            "contact.city", FactType.TEXT,
            "consents.email", FactType.BOOLEAN,
            "consents.sms", FactType.BOOLEAN,
            "orders.lastDay", FactType.DATE);
    /** The ids that {@link Dmn} gives to the parts of a table of one column and one rule. */
    private static final String EXPRESSION = "n1";

    private static final String OUTPUT = "n2";
    private static final String CELL = "n4";
    private static final String ANSWER = "n5";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "orders.count    | contains(?, \"x\")               | calls a function",
                "orders.count    | abs(?) > 3                       | calls a function",
                "orders.count    | ? > 1 and not(? = 3)             | calls a function",
                "orders.lastDay  | date(2026, 1, 1)                 | calls a function",
                "orders.count    | > orders.total * 2               | calculates",
                "orders.count    | > orders.total + 1               | calculates",
                "orders.count    | ? * 2 > 5                        | column's value takes no part",
                "orders.count    | -orders.total                    | calculates",
                "orders.count    | > 2 ** 3                         | calculates",
                "orders.count    | if ? > 3 then true else false    | chooses by if",
                "orders.count    | some x in [1, 2] satisfies x > 1 | has a loop",
                "orders.count    | for x in [1, 2] return x         | has a loop",
                "orders.count    | [1, 2][item > 1]                 | filters a list",
                "orders.count    | {a: 1}                           | has a context",
                "orders.count    | ? instance of number             | asks for a type",
                "orders.count    | orders.total > 3                 | column's value takes no part",
                "orders.count    | 1 < 2                            | column's value takes no part",
                "orders.count    | ? > 3 or orders.total > 3        | column's value takes no part",
                "orders.count    | cellInput > 3                    | write ?",
                "orders.count    | ? = ?                            | stands for nothing",
                "orders.count    | [?, 3]                           | stands for nothing",
                "orders.count    | < ?                              | stands for nothing",
                "orders.count    | \"a\" in ?                       | something else than ?",
                "orders.count    | orders.total in [1..5]           | something else than ?",
                "orders.count    | ? in (? > 3)                     | condition behind in",
                "orders.count    | ? in [1] and ? > 0               | put brackets around",
                "orders.count    | []                               | empty list",
                "orders.count    | ?                                | ? alone has to be a boolean",
                "orders.count    | ? and ? > 3                      | ? alone has to be a boolean",
                "orders.count    | ? > 3 or true                    | a constant where a condition is due",
                "consents.email  | ? or consents.sms                | a fact where a condition is due",
                "orders.count    | ? = (? > 3)                      | a comparison where a value is due",
                "orders.count    | \"three\"                        | orders.count is a number, \"three\" is text",
                "orders.count    | > date(\"2026-01-01\")           | orders.count is a number, date(\"2026-01-01\") is a date",
                "orders.count    | 1, true                          | orders.count is a number, true is a boolean",
                "orders.count    | contact.country                  | orders.count is a number, contact.country is text",
                "orders.count    | [1..\"b\"]                       | orders.count is a number, \"b\" is text",
                "orders.count    | [1, \"b\"]                       | orders.count is a number, \"b\" is text",
                "orders.count    | ? in (1, \"b\")                  | orders.count is a number, \"b\" is text",
                "contact.country | 5                                | contact.country is text, 5 is a number",
                "consents.email  | \"yes\"                          | consents.email is a boolean, \"yes\" is text",
                "orders.lastDay  | \"2026-01-01\"                   | orders.lastDay is a date, \"2026-01-01\" is text",
                "orders.lastDay  | @\"2026-01-01T10:00:00\"         | no day of the calendar",
                "orders.lastDay  | > date and time(\"2026-01-01T10:00:00\") | type that no fact has",
                "orders.lastDay  | duration(\"P1D\")                | type that no fact has",
                "orders.lastDay  | date(\"2025-02-29\")             | date(\"2025-02-29\"), which is no day",
                "orders.lastDay  | > @\"2025-13-01\"                | @\"2025-13-01\", which is no day",
                "orders.lastDay  | date(\"99999-01-01\")            | no day of the calendar",
                "orders.lastDay  | date(\"0000-01-01\")             | years 1 to 9999",
                "orders.count    | < null                           | null",
                "orders.count    | [null..5]                        | null",
                "consents.email  | > false                          | order of booleans",
                "consents.email  | consents.sms                     | write ? = consents.sms",
                "consents.email  | (true)                           | write ? = true",
                "consents.email  | not(true)                        | write ? = true",
                "consents.email  | true, null                       | write ? = true",
                "contact.country | > contact.city                   | order of texts",
                "contact.country | < \"😀\"                         | up to U+D7FF",
                "contact.country | gold                             | reads 'gold', which is no fact",
                "contact.country | < gold.x                         | reads 'gold.x', which is no fact",
                "orders.count    | 11 to 15                         | is not FEEL",
                "orders.count    | = 5                              | is not FEEL",
                "orders.count    | 12345678901234567890123456789012345 | more than 34 digits",
            })
    void cell(String column, String cell, String sentence) {
        refused(table("COLLECT", new Input(column, ""), new Output("o", ""), Rule.of(cell, "1")), CELL, sentence);
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "orders.count + 1  |  ~~     | something else than one fact",
                "\"a\"             |  ~~     | something else than one fact",
                "sum([1, 2])       |  ~~     | calls a function",
                "orders.count > 3  |  ~~     | something else than one fact",
                "(orders).count    |  ~~     | something else than one fact",
                "orders.number     |  ~~     | the nearest is 'orders.count'",
                "orders            |  ~~     | the nearest is 'orders.count'",
                "nobody.knows.this |  ~~     | the facts that are known, and texts",
                "orders.count      | string  | has the type string, but orders.count is a number; accepted: no type or double",
                "orders.count      | boolean | has the type boolean",
                "orders.count      | number  | has the type number",
                "contact.country   | integer | accepted: no type or string",
                "consents.email    | string  | accepted: no type or boolean",
                "orders.lastDay    | date    | but orders.lastDay is a date; accepted: no type",
            })
    void column(String expression, String type, String sentence) {

        refused(
                table("COLLECT", new Input(expression, type), new Output("o", ""), Rule.of("1", "1")),
                EXPRESSION,
                sentence);
    }

    @ParameterizedTest(name = "{1} as {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~      | ~~                   | answers nothing",
                "~~      | null                 | answers null",
                "~~      | orders.count         | answers a fact",
                "~~      | gold                 | a text is written in quotes",
                "~~      | 1 + 2                | calculates",
                "~~      | upper case(\"a\")    | calls a function",
                "~~      | [1, 2]               | list",
                "~~      | @\"2026-01-01T10:00:00\" | no day of the calendar",
                "~~      | date(\"2025-02-29\") | no day of the calendar",
                "string  | 5                    | answers 5, where the output's type is string",
                "integer | 2.5                  | answers 2.5",
                "integer | 3000000000           | answers 3000000000",
                "long    | 2.5                  | answers 2.5",
                "double  | \"5\"                | answers \"5\"",
                "boolean | \"true\"             | answers \"true\"",
                "date    | date(\"2026-01-01\") | any constant where the output has no type",
            })
    void answer(String type, String answer, String sentence) {
        refused(
                table("FIRST", new Input("orders.count", ""), new Output("o", type), Rule.of("1", answer)),
                ANSWER,
                sentence);
    }

    @ParameterizedTest
    @CsvSource({"RULE_ORDER", "COLLECT MIN", "COLLECT MAX", "COLLECT COUNT"})
    void hitPolicy(String policy) {
        refused(
                table(policy, new Input("orders.count", ""), new Output("o", ""), Rule.of("1", "1")),
                "t-t",
                "accepted: FIRST, UNIQUE, ANY, COLLECT, COLLECT with SUM");
    }

    @Test
    void aSumOfWhatIsNoNumber() {
        refused(
                table("COLLECT SUM", new Input("orders.count", ""), new Output("o", ""), Rule.of("1", "\"a\"")),
                ANSWER,
                "no number");
        refused(
                new Dmn()
                        .table(
                                "t",
                                "COLLECT SUM",
                                List.of(new Input("orders.count", "")),
                                List.of(new Output("o", ""), new Output("p", "")),
                                List.of(new Rule(List.of("1"), List.of("1", "1")))),
                "t-t",
                "one output of numbers");
    }

    @Test
    void anOutputWithoutAName() {
        refused(
                table("COLLECT", new Input("orders.count", ""), new Output("", ""), Rule.of("1", "1")),
                OUTPUT,
                "has no name");
    }

    @Test
    void aRuleWithAnotherNumberOfCells() {
        assertThat(problems(new Dmn()
                        .table(
                                "t",
                                "COLLECT",
                                List.of(new Input("orders.count", ""), new Input("orders.total", "")),
                                List.of(new Output("o", "")),
                                List.of(Rule.of("1", "1")))))
                .isNotEmpty();
    }

    @Test
    void aDecisionThatDoesNotStandAlone() {
        Dmn dmn = table("COLLECT", new Input("orders.count", ""), new Output("o", ""), Rule.of("1", "1"))
                .literal("second", "x", "", "1");
        assertThat(PopulationTable.problems(dmn.bytes(), "second", this::typeOf, List.of()))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.element()).isEqualTo("second");
                    assertThat(problem.sentence()).contains("reads facts only");
                });
        assertThat(PopulationTable.problems(
                        new Dmn().literal("alone", "x", "", "1").bytes(), "alone", this::typeOf, List.of()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.sentence()).contains("a decision table"));
        assertThat(PopulationTable.problems(dmn.bytes(), "third", this::typeOf, List.of()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.sentence())
                        .contains("no decision 'third'")
                        .contains("second, t"));
    }

    @Test
    void aFileThatIsNone() {
        for (String text : List.of(
                "not xml",
                "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/hostname\">]><definitions>&y;</definitions>",
                "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/'><decision id='d'/></definitions>")) {
            assertThat(PopulationTable.problems(text.getBytes(StandardCharsets.UTF_8), "t", this::typeOf, List.of()))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.element()).isEqualTo("definitions"));
        }
    }

    @Test
    void anotherLanguage() {
        String dmn = table("COLLECT", new Input("orders.count", ""), new Output("o", ""), Rule.of("1", "1"))
                .toString()
                .replace("<inputEntry id='n4'", "<inputEntry id='n4' expressionLanguage='groovy'");
        assertThat(PopulationTable.problems(dmn.getBytes(StandardCharsets.UTF_8), "t", this::typeOf, List.of()))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.element()).isEqualTo(CELL);
                    assertThat(problem.sentence()).contains("groovy");
                });
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        Dmn dmn = table(
                "RULE_ORDER",
                new Input("orders.count", "string"),
                new Output("o", ""),
                Rule.of("abs(?)", ""),
                Rule.of("1", "null"));
        assertThatThrownBy(() -> PopulationTable.read(dmn.bytes(), "t", this::typeOf))
                .isInstanceOfSatisfying(TableRefused.class, refused -> assertThat(refused.problems())
                        .extracting(Problem::element)
                        .containsExactly("t-t", EXPRESSION, ANSWER, "n8"))
                .hasMessageContaining("decision t is refused: t-t has a hit policy");
    }

    private void refused(Dmn dmn, String element, String sentence) {
        assertThat(problems(dmn)).as(dmn.toString()).singleElement().satisfies(problem -> {
            assertThat(problem.element()).isEqualTo(element);
            assertThat(problem.sentence()).contains(sentence);
        });
        assertThat(problems(dmn).get(0).sentence()).containsAnyOf("accepted", "is not FEEL", "groovy");
    }

    private List<Problem> problems(Dmn dmn) {
        return PopulationTable.problems(dmn.bytes(), "t", this::typeOf, FACTS.keySet());
    }

    private Optional<FactType> typeOf(String path) {
        return Optional.ofNullable(FACTS.get(path));
    }

    private static Dmn table(String hits, Input column, Output output, Rule... rules) {
        return new Dmn().table("t", hits, List.of(column), List.of(output), List.of(rules));
    }
}
