package io.relance.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.rules.Dmn.Input;
import io.relance.rules.Dmn.Output;
import io.relance.rules.Dmn.Rule;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Tables, facts and faults that are the engine's: the answer is the same, and it can be seen who gave it. */
@ExtendWith(OutputCaptureExtension.class)
class LeftToTheEngineTests {

    private final DecisionTables tables = new DecisionTables();

    @Test
    void aTableWithAFunctionIsDecidedByTheEngine(CapturedOutput log) {
        byte[] dmn = table("FIRST", "", Rule.of("contains(?, \"sale\")", "\"yes\""), Rule.of("", "\"no\""));

        assertThat(decide(dmn, "summer sale")).isEqualTo("yes");
        assertThat(decide(dmn, "winter")).isEqualTo("no");

        assertThat(tables.leftToTheEngine()).containsExactly(Map.entry("v", "t: FunctionInvocation"));
        assertThat(tables.decidedByTheEngine()).isEqualTo(2);
        assertThat(log.getAll()).containsOnlyOnce("Decision t is left to the engine");
    }

    @Test
    void ofSuchATableEveryWordIsHandedOver() {
        byte[] dmn = table("FIRST", "", Rule.of("contains(?, `shop`.name)", "contact.id"));

        assertThat(tables.reads("v", "t", v -> dmn))
                .contains("thing", "shop", "contact")
                .doesNotContain("cart");
    }

    @Test
    void aFactThatOnlyTheEngineReadsIsDecidedByItThisOnce() {
        byte[] dmn =
                table("FIRST", "", Rule.of("thing.value + duration(\"P1D\")", "\"never\""), Rule.of("", "\"else\""));

        assertThat(decide(dmn, 5)).isEqualTo("else");
        assertThat(tables.decidedByTheEngine()).isZero();
        assertThat(decide(dmn, LocalDate.parse("2026-03-02"))).isEqualTo("else");
        assertThat(tables.decidedByTheEngine()).isEqualTo(1);
        assertThat(tables.leftToTheEngine()).isEmpty();
    }

    @Test
    void theEngineSaysWhatIsWrong() {
        byte[] unique = table("UNIQUE", "", Rule.of("> 1", "1"), Rule.of("> 2", "2"));
        assertThatThrownBy(() -> decide(unique, 3))
                .isInstanceOf(DmnEngineException.class)
                .hasMessageContaining("only allows a single rule to match");
    }

    @Test
    void theEngineSaysWhatIsOfTheWrongType() {
        byte[] typed = table("FIRST", "integer", Rule.of("> 1", "1"));
        assertThat(decide(typed, 3)).isEqualTo(1L);
        assertThatThrownBy(() -> decide(typed, "three"))
                .isInstanceOf(DmnEngineException.class)
                .hasMessageContaining("Invalid value 'three'");
    }

    private Object decide(byte[] dmn, Object value) {
        return tables.decide("v", "t", v -> dmn, Map.of("thing", Map.of("value", value)));
    }

    private static byte[] table(String hits, String type, Rule... rules) {
        return new Dmn()
                .table("t", hits, List.of(new Input("thing.value", type)), List.of(new Output("o", "")), List.of(rules))
                .bytes();
    }
}
