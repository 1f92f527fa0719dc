package io.relance.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.relance.rules.Dmn.Input;
import io.relance.rules.Dmn.Output;
import io.relance.rules.Dmn.Rule;
import io.relance.rules.feel.ExpressionReader;
import io.relance.rules.feel.NotComputed;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;

/** What is computed is what the engine decides, type for type; what the engine refuses is left to it. */
class CompiledAsTheEngineDecidesTests {

    private static final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final ExpressionReader reader = new ExpressionReader();
    private static final List<String> TYPES = List.of(
            "", "", "", "", "", "", "", "", "", "", "", "", "string", "boolean", "integer", "long", "double", "date");
    private static final AtomicInteger computed = new AtomicInteger();
    private static final AtomicInteger left = new AtomicInteger();
    private static final AtomicInteger refused = new AtomicInteger();

    /** Each cell is a rule of its own; the answer lists those that hit. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void cell(
            @ForAll("columns") Input column,
            @ForAll("manyCells") List<String> cells,
            @ForAll("facts") List<Map<String, Object>> facts) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            rules.add(Rule.of(cells.get(i), String.valueOf(i)));
        }
        same(new Dmn().table("t", "COLLECT", List.of(column), List.of(new Output("o", "")), rules), facts);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void table(
            @ForAll("policies") String hits,
            @ForAll("columns") Input one,
            @ForAll("columns") Input two,
            @ForAll("rules") List<Rule> rules,
            @ForAll("types") String type,
            @ForAll("facts") List<Map<String, Object>> facts) {
        same(new Dmn().table("t", hits, List.of(one, two), List.of(new Output("o", type)), rules), facts);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void chain(
            @ForAll("policies") String hits,
            @ForAll("columns") Input one,
            @ForAll("columns") Input two,
            @ForAll("rules") List<Rule> rules,
            @ForAll("types") String type,
            @ForAll("cells") String test,
            @ForAll("facts") List<Map<String, Object>> facts) {
        Dmn dmn = new Dmn()
                .table("first", hits, List.of(one, two), List.of(new Output("y", type)), rules)
                .literal("second", "nobody", type, "y")
                .table(
                        "t",
                        "FIRST",
                        List.of(new Input("nobody", "")),
                        List.of(new Output("o", "")),
                        List.of(Rule.of(test, "y"), Rule.of("null", "\"none\""), Rule.of("", "nobody")));
        same(dmn, facts);
    }

    @AfterContainer
    static void notByLeavingAllToTheEngine() {
        assertThat(computed.get()).isGreaterThan(4 * left.get()).isGreaterThan(refused.get());
    }

    private static void same(Dmn dmn, List<Map<String, Object>> facts) {
        DmnDecision decision = engine.parseDecision("t", new ByteArrayInputStream(dmn.bytes()));
        CompiledDecision compiled;
        try {
            compiled = DecisionCompiler.compile(decision, reader);
        } catch (NotComputed e) {
            left.addAndGet(facts.size());
            return;
        }
        facts.forEach(some -> same(dmn, decision, compiled, some));
    }

    private static void same(Dmn dmn, DmnDecision decision, CompiledDecision compiled, Map<String, Object> facts) {
        List<Map<String, Object>> expected;
        try {
            expected =
                    engine.evaluateDecision(decision, Variables.fromMap(facts)).getResultList();
        } catch (RuntimeException e) {
            expected = null;
        }
        List<Map<String, Object>> actual;
        try {
            actual = compiled.decide(facts);
        } catch (NotComputed e) {
            (expected == null ? refused : left).incrementAndGet();
            return;
        }
        computed.incrementAndGet();
        if (!actual.equals(expected)) {
            fail("%s%nof %s%nis %s%nin the engine, but computed %s", dmn, facts, expected, actual);
        }
    }

    @Provide
    Arbitrary<Input> columns() {
        return Combinators.combine(
                        Arbitraries.oneOf(Feel.paths(), Feel.paths(), Feel.expressions()), Arbitraries.of(TYPES))
                .as(Input::new);
    }

    @Provide
    Arbitrary<String> cells() {
        return Feel.cells();
    }

    @Provide
    Arbitrary<List<String>> manyCells() {
        return Feel.cells().list().ofSize(10);
    }

    @Provide
    Arbitrary<String> policies() {
        return Arbitraries.of(
                "UNIQUE",
                "FIRST",
                "ANY",
                "RULE_ORDER",
                "COLLECT",
                "COLLECT SUM",
                "COLLECT MIN",
                "COLLECT MAX",
                "COLLECT COUNT");
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(TYPES);
    }

    @Provide
    Arbitrary<List<Rule>> rules() {
        Arbitrary<String> answers = Arbitraries.oneOf(
                Feel.literals(), Arbitraries.of("1", "2.5", "\"x\"", "1", "", "3000000000"), Feel.expressions());
        return Combinators.combine(Feel.cells(), Feel.cells(), answers)
                .as((one, two, answer) -> new Rule(List.of(one, two), List.of(answer)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> facts() {
        return Feel.facts().list().ofSize(6);
    }
}
