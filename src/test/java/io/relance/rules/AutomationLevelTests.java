package io.relance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of {@code processes/automation-level.dmn}, one by one, and what a table may not do. */
class AutomationLevelTests {

    private static final DecisionTables tables = new DecisionTables();

    @ParameterizedTest
    @CsvSource({
        // volume, complexity, attachment, positioning, cart → level
        "2, 3, 2, 2, 300.00, manual",
        "2, 3, 2, 2, 299.99, hybrid",
        "2, 3, 2, 2, 150, hybrid",
        "2, 3, 2, 2, 29.99, hybrid",
        "2, 3, 2, 2, , hybrid",
        "1, 1, 1, 1, 500, manual",
        "1, 1, 2, 1, 0, manual",
        "2, 2, 1, 1, 29.99, hybrid",
        "3, 3, 2, 2, 10, hybrid",
        "3, 3, 3, 2, 10, automatic",
        "3, 3, 3, 2, 30, hybrid",
        "3, 3, 3, 3, 74.99, automatic",
        "3, 3, 3, 3, 75, hybrid",
        "3, 3, 3, 4, 149.99, automatic",
        "3, 3, 3, 4, 150, hybrid",
        "4, 3, 3, 4, 299.99, automatic",
        "4, 3, 3, 4, 300, hybrid",
        "5, 5, 5, 5, 1000, automatic",
    })
    void decides(int volume, int complexity, int attachment, int positioning, BigDecimal cart, String level)
            throws IOException {
        Map<String, Object> cartFacts = new HashMap<>();
        cartFacts.put("value", cart);
        Map<String, Object> shop = Map.of(
                "automation",
                Map.of(
                        "salesVolume", volume,
                        "productComplexity", complexity,
                        "clientAttachment", attachment,
                        "experiencePositioning", positioning));
        byte[] source = Files.readAllBytes(Path.of("processes/automation-level.dmn"));
        assertThat(tables.decide("v1", "automation-level", v -> source, Map.of("cart", cartFacts, "shop", shop)))
                .isEqualTo(level);
    }

    @Test
    void keepsToItsOwnRules() throws IOException {
        byte[] source = Files.readAllBytes(Path.of("processes/automation-level.dmn"));
        assertThat(tables.check(source, path -> path.startsWith("shop.") || path.equals("cart.value")))
                .isEmpty();
    }

    @Test
    void namesTheCellWhereATableReadsOrSpeaksWhatItMayNot() throws IOException {
        String source = Files.readString(Path.of("processes/automation-level.dmn"));
        assertThat(problems(source)).singleElement().satisfies(problem -> {
            assertThat(problem.element()).isEqualTo("cart-value-input-expression");
            assertThat(problem.sentence()).contains("cart.value");
        });
        assertThat(problems(source.replace(
                        "<inputExpression id=\"level-input-expression\"",
                        "<inputExpression expressionLanguage=\"groovy\" id=\"level-input-expression\"")))
                .anySatisfy(problem ->
                        assertThat(problem.sentence()).contains("'groovy'").contains("FEEL"));
        assertThat(problems(source.replace("[11..15]", "11 to 15")))
                .anySatisfy(problem -> assertThat(problem.element()).isEqualTo("level-hybrid-if"));
        assertThat(problems("<!DOCTYPE x [<!ENTITY y \"z\">]>" + source.substring(source.indexOf("<definitions"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.sentence()).contains("DOCTYPE"));
    }

    private static List<Problem> problems(String source) {
        return tables.check(source.getBytes(java.nio.charset.StandardCharsets.UTF_8), path -> path.startsWith("shop."));
    }
}
