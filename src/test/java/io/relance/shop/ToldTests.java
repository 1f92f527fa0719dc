package io.relance.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ToldTests {

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(12, "12.00"),
                Arguments.of(12.5, "12.50"),
                Arguments.of(1e3, "1000.00"),
                Arguments.of(0.1234567, "0.123457"),
                Arguments.of("12.50", "12.50"),
                Arguments.of(" 7 ", "7.00"),
                Arguments.of("-3.1", "-3.10"),
                Arguments.of("1 299,00", null),
                Arguments.of("12,50", null),
                Arguments.of("1e5", null),
                Arguments.of("0x10", null),
                Arguments.of("NaN", null),
                Arguments.of(Double.NaN, null),
                Arguments.of(1e300, null),
                Arguments.of(new BigDecimal("1E-999999999"), null),
                Arguments.of(new BigDecimal("1E999999999"), null),
                Arguments.of(BigInteger.TEN.pow(40), null),
                Arguments.of(true, null),
                Arguments.of(List.of(1), null));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void readsNumbers(Object value, String expected) {
        assertThat(new Told(Map.of("price", value)).number("price"))
                .isEqualTo(expected == null ? null : new BigDecimal(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example.org/cart, true",
        "HTTP://shop.example.org, true",
        "javascript:alert(1), false",
        "//shop.example.org, false",
        "https:///cart, false",
        "ftp://shop.example.org, false",
        "not an address, false"
    })
    void takesOnlyWebAddresses(String address, boolean taken) {
        assertThat(new Told(Map.of("url", address)).address("url")).isEqualTo(taken ? address : null);
    }

    @Test
    void takesTheFirstThatMakesSense() {
        Map<String, Object> properties = new HashMap<>();
        properties.put("cart_token", " ");
        properties.put("token", List.of());
        properties.put("checkout_token", 42);
        properties.put("cart_id", "x".repeat(501));
        properties.put("order_id", null);
        Told told = new Told(properties);
        assertThat(told.id("cart_token", "token", "checkout_token")).isEqualTo("42");
        assertThat(told.id("cart_id")).isNull();
        assertThat(told.id("order_id")).isNull();
    }

    @Test
    void addsUpRepeatedProductsAndLeavesOutThoseOfNoPiece() {
        Told told = new Told(Map.of(
                "products",
                List.of(
                        Map.of("product_id", "lamp", "quantity", 2),
                        Map.of("product_id", "rug", "quantity", 0),
                        Map.of("product_id", "lamp", "quantity", "3"),
                        Map.of("colour", "red"))));
        assertThat(told.products().orElseThrow())
                .extracting(line -> line.productId() + " x" + line.quantity())
                .containsExactly("lamp x5");
    }

    @Test
    void readsMomentsThatAreOnes() {
        assertThat(new Told(Map.of("updated_at", "2026-03-02T10:30:00+01:00")).moment("updated_at"))
                .isEqualTo("2026-03-02T09:30:00Z");
        for (Object nonsense : List.of("yesterday", "2026-03-02", "-999999999-01-01T00:00:00Z", 12)) {
            assertThat(new Told(Map.of("updated_at", nonsense)).moment("updated_at"))
                    .as("%s", nonsense)
                    .isNull();
        }
    }
}
