package io.relance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of {@code processes/automation-level.dmn}, one by one, and what a table may not do. */
class AutomationLevelTests {

    private static final Path TABLE = Path.of("processes/automation-level.dmn");
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
        byte[] source = Files.readAllBytes(TABLE);
        Map<String, Object> facts = facts(cart, volume, complexity, attachment, positioning);
        assertThat(tables.decide("v1", "automation-level", v -> source, facts)).isEqualTo(level);
    }

    @Test
    void isComputedAsTheEngineDecidesItAllOver() throws IOException {
        byte[] source = Files.readAllBytes(TABLE);
        DmnEngine engine =
                DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        DmnDecision decision = engine.parseDecision("automation-level", new ByteArrayInputStream(source));
        for (String cart : Arrays.asList(null, "0", "29.99", "30", "74.99", "75", "149.995", "150", "299.99", "300")) {
            for (int scales = 0; scales < 5 * 5 * 5 * 5; scales++) {
                Map<String, Object> facts = facts(
                        cart == null ? null : new BigDecimal(cart),
                        1 + scales % 5,
                        1 + scales / 5 % 5,
                        1 + scales / 25 % 5,
                        1 + scales / 125);
                assertThat(tables.decide("v1", "automation-level", v -> source, facts))
                        .as("%s", facts)
                        .isEqualTo(engine.evaluateDecision(decision, facts).getSingleEntry());
            }
        }
        assertThat(tables.decidedByTheEngine()).isZero();
        assertThat(tables.reads("v1", "automation-level", v -> source))
                .containsExactlyInAnyOrder("shop", "cart", "automationScore", "cartValueScore");
    }

    private static Map<String, Object> facts(
            BigDecimal cart, int volume, int complexity, int attachment, int positioning) {
        Map<String, Object> cartFacts = new HashMap<>();
        cartFacts.put("value", cart);
        Map<String, Object> scales = Map.of(
                "salesVolume", volume,
                "productComplexity", complexity,
                "clientAttachment", attachment,
                "experiencePositioning", positioning);
        return Map.of("cart", cartFacts, "shop", Map.of("automation", scales));
    }

    @Test
    void keepsToItsOwnRules() throws IOException {
        byte[] source = Files.readAllBytes(TABLE);
        assertThat(tables.check(source, path -> path.startsWith("shop.") || path.equals("cart.value")))
                .isEmpty();
    }

    @Test
    void namesTheCellWhereATableReadsOrSpeaksWhatItMayNot() throws IOException {
        String source = Files.readString(TABLE);
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
