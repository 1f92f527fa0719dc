package io.relance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of {@code processes/priority.dmn}, one by one. */
class PriorityTableTests {

    private static final Path TABLE = Path.of("processes/priority.dmn");
    private static final DecisionTables TABLES = new DecisionTables();

    @ParameterizedTest(name = "{0}, {1}, a cart of {2}, a customer of {3}: {4}")
    @CsvSource({
        "key,        high,   ,       0,      100",
        "key,        high,   10,     0,      100",
        "key,        medium, 150,    0,      95",
        "key,        medium, 149.99, 499.99, 90",
        "key,        medium, ,       500,    95",
        "key,        medium, ,       0,      90",
        "key,        low,    300,    900,    80",
        "standard,   high,   150,    0,      75",
        "standard,   high,   149.99, 900,    70",
        "standard,   medium, 300,    500,    60",
        "standard,   medium, 300,    499.99, 50",
        "standard,   low,    ,       0,      50",
        "low,        high,   ,       500,    35",
        "low,        medium, 300,    0,      30",
        "newsletter, high,   300,    900,    20",
    })
    void decides(String journeyClass, String intent, BigDecimal cart, BigDecimal customer, int priority)
            throws IOException {
        byte[] source = Files.readAllBytes(TABLE);
        Map<String, Object> carts = new HashMap<>();
        carts.put("value", cart);
        Map<String, Object> facts = Map.of(
                "journey", Map.of("class", journeyClass, "intent", intent),
                "cart", carts,
                "contact", Map.of("orderValue", customer));

        assertThat(TABLES.decide("v1", "priority", v -> source, facts)).isEqualTo(priority);
    }

    @Test
    void isComputedWithoutTheEngine() throws IOException {
        byte[] source = Files.readAllBytes(TABLE);
        assertThat(TABLES.reads("v1", "priority", v -> source)).containsExactlyInAnyOrder("journey", "cart", "contact");
        assertThat(TABLES.leftToTheEngine()).isEmpty();
    }
}
