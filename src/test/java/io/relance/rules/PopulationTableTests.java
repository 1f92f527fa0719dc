package io.relance.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.relance.TestPostgres;
import io.relance.rules.Dmn.Input;
import io.relance.rules.Dmn.Output;
import io.relance.rules.Dmn.Rule;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What a table for everybody says about itself, and what its SQL looks like. */
class PopulationTableTests {

    private static final Map<String, FactType> FACTS = Map.of(
            "orders.count", FactType.NUMBER,
            "orders.days", FactType.NUMBER,
            "contact.country", FactType.TEXT,
            "consents.email", FactType.BOOLEAN,
            "orders.lastDay", FactType.DATE);

    @Test
    void saysWhatItsRulesAskAndAnswer() {
        byte[] dmn = new Dmn()
                .table(
                        "t",
                        "COLLECT",
                        List.of(new Input("orders.count", "integer"), new Input("contact.country", "string")),
                        List.of(new Output("segment", "string"), new Output("weight", "double")),
                        List.of(
                                new Rule(List.of("> 5", ""), List.of("\"loyal\"", "-2.50")),
                                new Rule(List.of("-", "\"FR\", \"BE\""), List.of("\"near\"", "1")),
                                new Rule(List.of("", ""), List.of("\"all\"", "0"))))
                .toString()
                .replace("<rule id='n6'>", "<rule id='loyal'><description> More than five orders </description>")
                .getBytes(StandardCharsets.UTF_8);
        PopulationTable table = read(dmn);

        assertThat(table.collects()).isTrue();
        assertThat(table.sums()).isFalse();
        assertThat(table.facts()).containsExactlyInAnyOrder("orders.count", "contact.country");
        assertThat(table.rules()).hasSize(3);
        PopulationTable.Rule loyal = table.rules().get(0);
        assertThat(loyal.id()).isEqualTo("loyal");
        assertThat(loyal.description()).isEqualTo("More than five orders");
        assertThat(loyal.facts()).containsExactly("orders.count");
        assertThat(loyal.answers())
                .containsExactly(Map.entry("segment", "loyal"), Map.entry("weight", new BigDecimal("-2.50")));
        assertThat(loyal.sql(path -> "f." + path.replace('.', '_'))).isEqualTo("(((f.orders_count > 5)) is true)");
        assertThat(table.rules().get(1).description()).isEmpty();
        assertThat(table.rules().get(1).sql(path -> "a || b"))
                .isEqualTo("(((coalesce((a || b) in ('FR', 'BE'), false))) is true)");
        assertThat(table.rules().get(2).facts()).isEmpty();
        assertThat(table.rules().get(2).sql(path -> path)).isEqualTo("true");
        assertThat(table.hits(Map.of("orders.count", new BigDecimal("6"), "contact.country", "DE")))
                .extracting(rule -> rule.answers().get("segment"))
                .containsExactly("loyal", "all");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                ">= 90               | 90",
                "< 90                | 90",
                "> 90                | 91",
                "<= 90               | 91",
                "5                   | 5 6",
                "not(5)              | 5 6",
                "2.5                 | ''",
                "> 2.5               | 3",
                ">= 2.5              | 3",
                "> -2.5              | -2",
                "<= -3               | -2",
                "[30..60]            | 30 61",
                "(30..60)            | 31 60",
                "? > 1 and ? != 3    | 2 3 4",
                "90 > ?              | 90",
                "null                | ''",
                "> 90, orders.count  | 91",
                "-                   | ''",
            })
    void changesItsAnswerAt(String cell, String thresholds) {
        PopulationTable table = table(new Input("orders.days", ""), cell);

        assertThat(table.thresholds("orders.days"))
                .containsExactlyInAnyOrderElementsOf(List.of(thresholds.trim().split(" ")).stream()
                        .filter(number -> !number.isEmpty())
                        .map(BigDecimal::new)
                        .toList());
        for (int day = -10; day < 100; day++) {
            boolean changes = hits(table, day) != hits(table, day - 1);
            if (changes) {
                assertThat(table.thresholds("orders.days")).contains(BigDecimal.valueOf(day));
            }
        }
    }

    private static boolean hits(PopulationTable table, int days) {
        return !table.hits(Map.of("orders.days", BigDecimal.valueOf(days))).isEmpty();
    }

    @Test
    void saysWhereItsAnswerCannotBeForetold() {
        PopulationTable table = table(new Input("orders.days", ""), "> 90.50, < orders.count");

        assertThat(table.constants("orders.days")).containsExactly(new BigDecimal("90.5"));
        assertThat(table.comparesWithFacts("orders.days")).isTrue();
        assertThat(table.comparesWithFacts("orders.count")).isTrue();
        assertThat(table.thresholds("orders.count")).isEmpty();
        assertThat(table.facts()).containsExactlyInAnyOrder("orders.days", "orders.count");
        assertThat(table(new Input("orders.days", ""), "> 90").comparesWithFacts("orders.days"))
                .isFalse();
    }

    @Test
    void daysAreCounted() {
        PopulationTable table = table(new Input("orders.lastDay", ""), "> date(\"1970-02-01\")");

        assertThat(table.thresholds("orders.lastDay")).containsExactly(BigDecimal.valueOf(32));
        assertThat(table.hits(Map.of("orders.lastDay", LocalDate.parse("1970-02-02"))))
                .hasSize(1);
    }

    @Test
    void aFactOfAnotherTypeIsNamed() {
        PopulationTable table = table(new Input("orders.days", ""), "> 90");

        assertThat(table.hits(Map.of("orders.days", 91))).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.hits(Map.of("orders.days", "91")))
                .withMessage("the fact orders.days is a number, not of java.lang.String");
    }

    @Test
    void sumsAndFirstsSayWhatTheyAre() {
        byte[] sum = new Dmn()
                .table(
                        "t",
                        "COLLECT SUM",
                        List.of(new Input("orders.count", "")),
                        List.of(new Output("points", "integer")),
                        List.of(Rule.of("> 1", "5"), Rule.of("> 2", "7")))
                .bytes();
        assertThat(read(sum).sums()).isTrue();
        assertThat(read(sum).collects()).isFalse();
        assertThat(read(sum).hits(Map.of("orders.count", 3))).hasSize(2);

        byte[] first = new String(sum, StandardCharsets.UTF_8)
                .replace("'COLLECT' aggregation='SUM'", "'FIRST'")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(read(first).sums()).isFalse();
        assertThat(read(first).hits(Map.of("orders.count", 3)))
                .singleElement()
                .satisfies(rule -> assertThat(rule.answers()).containsEntry("points", new BigDecimal("5")));
    }

    /** In front of another text of the same cell, so that a literal that ends too late or too early shows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "it's",
                "''",
                "'",
                "\\\\",
                "\\\\'",
                "\\\\\\\\'",
                ":name",
                "a::text",
                "?",
                "?? ?|",
                "-- x",
                "/* x",
                "*/",
                "$$",
                "$1",
                "{fn x}",
                "\\\"",
                "E'",
                "\n",
                "%s",
                "😀",
                "é"
            })
    void noTextGetsOutOfItsLiteral(String feel) {
        PopulationTable table = table(new Input("contact.country", ""), "\"" + feel + "\", \"FR\"");
        String text = feel.replace("\\\"", "\"").replace("\\\\", "\\");
        var source = new SingleConnectionDataSource(Postgres.URL, "postgres", "postgres", true);
        JdbcClient database = JdbcClient.create(source);
        String sql = "select " + table.rules().get(0).sql(path -> "cast(:country as text)");

        for (String setting : List.of("on", "off")) {
            database.sql("set standard_conforming_strings = " + setting).update();
            assertThat(database.sql(sql)
                            .param("country", text)
                            .query(Boolean.class)
                            .single())
                    .isTrue();
            assertThat(database.sql(sql)
                            .param("country", "FR")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
            assertThat(database.sql(sql)
                            .param("country", text + "'")
                            .query(Boolean.class)
                            .single())
                    .isFalse();
        }
        source.destroy();
    }

    private static final class Postgres {
        static final String URL = TestPostgres.newDatabase();
    }

    private static PopulationTable table(Input column, String cell) {
        return read(new Dmn()
                .table("t", "COLLECT", List.of(column), List.of(new Output("o", "")), List.of(Rule.of(cell, "1")))
                .bytes());
    }

    private static PopulationTable read(byte[] dmn) {
        return PopulationTable.read(dmn, "t", path -> Optional.ofNullable(FACTS.get(path)));
    }
}
