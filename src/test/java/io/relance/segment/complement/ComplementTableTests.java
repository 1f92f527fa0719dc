package io.relance.segment.complement;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.rules.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a table of complements may say. */
class ComplementTableTests {

    private final ComplementTable table = new ComplementTable(null);
    private String shipped;

    @BeforeEach
    void read() throws IOException {
        shipped = Files.readString(Path.of("processes/complements.dmn"));
    }

    @Test
    void theShippedOneIsTaken() {
        assertThat(check(shipped)).isEmpty();
        assertThat(table.keeps("complements")).isTrue();
        assertThat(table.keeps("segments")).isFalse();
    }

    @Test
    void whatNoProductCouldMatchIsRefusedWithTheRule() {
        assertThat(check(shipped.replaceFirst("<text>\"larder\"</text>", "<text>\"Larder\"</text>")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.element()).isEqualTo("complements_table_larder");
                    assertThat(problem.sentence()).contains("'complement'", "small letters");
                });
        assertThat(check(shipped.replace("\"upgrade\"", "\"upsell\"")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.element()).isEqualTo("complements_coffee_machine");
                    assertThat(problem.sentence()).contains("\"complement\" or \"upgrade\"");
                });
    }

    @Test
    void anotherInputOrHitPolicyIsRefused() {
        assertThat(check(shipped.replace("<text>category</text>", "<text>categorie</text>")))
                .extracting(Problem::sentence)
                .anyMatch(sentence -> sentence.contains("category"));
        assertThat(check(shipped.replace("\"COLLECT\"", "\"FIRST\"")))
                .extracting(Problem::sentence)
                .anyMatch(sentence -> sentence.contains("COLLECT"));
    }

    private java.util.List<Problem> check(String dmn) {
        return table.check("complements", dmn.getBytes(StandardCharsets.UTF_8));
    }
}
