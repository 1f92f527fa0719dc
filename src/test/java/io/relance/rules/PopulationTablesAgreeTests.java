package io.relance.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.relance.TestPostgres;
import io.relance.rules.Dmn.Input;
import io.relance.rules.Dmn.Output;
import io.relance.rules.Dmn.Rule;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Of any table and any facts, the engine, the predicates and the SQL on a real PostgreSQL say the same. */
class PopulationTablesAgreeTests {

    private static final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final List<String> PATHS =
            PopulationFeel.FACTS.keySet().stream().sorted().toList();
    private static final AtomicInteger asked = new AtomicInteger();
    private static final AtomicInteger hit = new AtomicInteger();
    private static final AtomicInteger beyondTheEngine = new AtomicInteger();

    private static SingleConnectionDataSource source;
    private static JdbcClient database;

    /** A column of the table and its cells. */
    record Column(Input input, List<String> cells) {}

    @BeforeContainer
    static void connect() {
        source = new SingleConnectionDataSource(TestPostgres.newDatabase(), "postgres", "postgres", true);
        database = JdbcClient.create(source);
    }

    @AfterContainer
    static void notByAskingNothing() {
        source.destroy();
        assertThat(hit.get()).isGreaterThan(asked.get() / 10).isLessThan(asked.get() / 10 * 9);
        assertThat(asked.get()).isGreaterThan(3 * beyondTheEngine.get());
    }

    /** Each row of the table is seen for itself. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyRule(
            @ForAll("columns") Column one,
            @ForAll("columns") Column two,
            @ForAll("facts") List<Map<String, Object>> facts) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < one.cells().size(); i++) {
            // Most rules ask one column: of two columns few rules hit.
            String second = i % 4 == 0 ? two.cells().get(i) : "";
            rules.add(new Rule(List.of(one.cells().get(i), second), List.of("\"" + i + "\"")));
        }
        Dmn dmn = new Dmn()
                .table("t", "COLLECT", List.of(one.input(), two.input()), List.of(new Output("o", "string")), rules);
        PopulationTable table = PopulationTable.read(dmn.bytes(), "t", PopulationFeel::typeOf);
        assertThat(table.collects()).isTrue();
        DmnDecision decision = engine.parseDecision("t", new ByteArrayInputStream(dmn.bytes()));
        List<List<String>> selected = select(table, facts);
        for (int i = 0; i < facts.size(); i++) {
            List<String> predicates = answers(table.hits(facts.get(i)));
            same(dmn, facts.get(i), "in SQL", selected.get(i), predicates);
            asked.addAndGet(rules.size());
            hit.addAndGet(predicates.size());
            if (isForTheEngine(facts.get(i), one.input(), two.input())) {
                same(dmn, facts.get(i), "in the engine", decided(decision, facts.get(i)), predicates);
            } else {
                beyondTheEngine.addAndGet(rules.size());
            }
        }
    }

    /** What becomes of several hits. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyPolicy(
            @ForAll("policies") String policy,
            @ForAll("columns") Column one,
            @ForAll("answers") List<String> answers,
            @ForAll("facts") List<Map<String, Object>> facts) {
        List<Rule> rules = IntStream.range(0, answers.size())
                .mapToObj(i -> Rule.of(one.cells().get(i), answers.get(i)))
                .toList();
        Dmn dmn = new Dmn().table("t", policy, List.of(one.input()), List.of(new Output("o", "double")), rules);
        PopulationTable table = PopulationTable.read(dmn.bytes(), "t", PopulationFeel::typeOf);
        DmnDecision decision = engine.parseDecision("t", new ByteArrayInputStream(dmn.bytes()));
        for (Map<String, Object> some : facts) {
            if (!isForTheEngine(some, one.input())) {
                continue;
            }
            List<PopulationTable.Rule> hits = table.hits(some);
            try {
                List<Double> expected =
                        engine.evaluateDecision(decision, nested(some)).collectEntries("o");
                List<Double> actual = hits.stream()
                        .map(rule -> number(rule.answers().get("o")))
                        .toList();
                assertThat(table.sums() && !actual.isEmpty() ? List.of(sum(actual)) : actual)
                        .as("%s of %s", dmn, some)
                        .isEqualTo(expected);
            } catch (DmnEngineException e) {
                assertThat(policy).as(e.getMessage()).isIn("UNIQUE", "ANY");
                assertThat(table.rules().stream().filter(rule -> rule.hits(some)))
                        .hasSizeGreaterThan(1);
            }
        }
    }

    private static double number(Object answer) {
        return ((BigDecimal) answer).doubleValue();
    }

    private static double sum(List<Double> numbers) {
        return numbers.stream().mapToDouble(number -> number).sum();
    }

    private static void same(Dmn dmn, Map<String, Object> facts, String where, List<String> one, List<String> other) {
        if (!one.equals(other)) {
            fail("%s%nof %s%nhits %s %s, but as predicates %s", dmn, facts, one, where, other);
        }
    }

    private static List<String> answers(List<PopulationTable.Rule> rules) {
        return rules.stream().map(rule -> (String) rule.answers().get("o")).toList();
    }

    private static List<String> decided(DmnDecision decision, Map<String, Object> facts) {
        return engine.evaluateDecision(decision, nested(facts)).collectEntries("o");
    }

    /**
     * The engine makes a column's number a Long or a Double before it compares it: with more than 15 digits it is another
     * one then, and a column of whole numbers refuses one that is not whole or too large for it.
     */
    private static boolean isForTheEngine(Map<String, Object> facts, Input... columns) {
        for (Input column : columns) {
            if (facts.get(column.expression()) instanceof BigDecimal number) {
                boolean whole = number.stripTrailingZeros().scale() <= 0;
                boolean fits = number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
                if (column.type().matches("integer|long") && !(whole && fits)
                        || new BigDecimal(String.valueOf(number.doubleValue())).compareTo(number) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> nested(Map<String, Object> facts) {
        Map<String, Object> nested = new HashMap<>();
        facts.forEach((path, value) -> {
            String[] names = path.split("\\.");
            Map<String, Object> in = nested;
            for (int i = 0; i < names.length - 1; i++) {
                in = (Map<String, Object>) in.computeIfAbsent(names[i], name -> new HashMap<String, Object>());
            }
            in.put(names[names.length - 1], value);
        });
        return nested;
    }

    /** All rules over all rows of facts in one statement; null would be no truth. */
    private static List<List<String>> select(PopulationTable table, List<Map<String, Object>> facts) {
        Map<String, Object> parameters = new HashMap<>();
        String rows = IntStream.range(0, facts.size())
                .mapToObj(i -> row(i, facts.get(i), parameters))
                .collect(Collectors.joining(",\n"));
        String truths = table.rules().stream()
                .map(rule -> rule.sql(column(rule)))
                .collect(Collectors.joining(",\n", "array[", "]"));
        String sql = "select " + truths + " from (values " + rows + ") f(at, "
                + PATHS.stream().map(path -> path.replace('.', '_')).collect(Collectors.joining(", "))
                + ") order by at";
        return database.sql(sql)
                .params(parameters)
                .query((row, number) -> {
                    Boolean[] hits = (Boolean[]) row.getArray(1).getArray();
                    List<String> answers = new ArrayList<>();
                    for (int i = 0; i < hits.length; i++) {
                        assertThat(hits[i]).as(sql).isNotNull();
                        if (hits[i]) {
                            answers.add((String) table.rules().get(i).answers().get("o"));
                        }
                    }
                    return answers;
                })
                .list();
    }

    /** A column's name in one rule, an expression in the next. */
    private static Function<String, String> column(PopulationTable.Rule rule) {
        return path -> rule.id().hashCode() % 2 == 0
                ? "f." + path.replace('.', '_')
                : "case when true then " + path.replace('.', '_') + " end";
    }

    private static String row(int at, Map<String, Object> facts, Map<String, Object> parameters) {
        return PATHS.stream()
                .map(path -> {
                    String name = path.replace('.', '_') + "_" + at;
                    parameters.put(name, facts.get(path));
                    return "cast(:" + name + " as " + sqlType(PopulationFeel.FACTS.get(path));
                })
                .collect(Collectors.joining(", ", "(" + at + ", ", ")"));
    }

    /** Texts with the order of a language, which is not FEEL's. */
    private static String sqlType(FactType type) {
        return switch (type) {
            case NUMBER -> "numeric)";
            case TEXT -> "text) collate \"fr-x-icu\"";
            case BOOLEAN -> "boolean)";
            case DATE -> "date)";
        };
    }

    @Provide
    Arbitrary<Column> columns() {
        return Arbitraries.of(FactType.values()).flatMap(type -> Combinators.combine(
                        Arbitraries.of(PopulationFeel.paths(type)),
                        Arbitraries.of(types(type)),
                        PopulationFeel.cells(type).list().ofSize(8))
                .as((path, name, cells) -> new Column(new Input(path, name), cells)));
    }

    private static List<String> types(FactType type) {
        return switch (type) {
            case NUMBER -> List.of("", "", "double", "long", "integer");
            case TEXT -> List.of("", "string");
            case BOOLEAN -> List.of("", "boolean");
            case DATE -> List.of("");
        };
    }

    @Provide
    Arbitrary<String> policies() {
        return Arbitraries.of("UNIQUE", "FIRST", "ANY", "COLLECT", "COLLECT SUM");
    }

    @Provide
    Arbitrary<List<String>> answers() {
        return Arbitraries.of("1", "2.5", "-10", "1", "1", "300")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> facts() {
        return PopulationFeel.facts().list().ofSize(5);
    }
}
