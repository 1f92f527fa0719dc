package io.relance.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationTests {

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/a?b=%20c&d=1#e, https://shop.example/a?b=%20c&d=1#e",
        "https://shop.example/thé vert, https://shop.example/th%C3%A9%20vert",
        "https://shop.example/a|b, https://shop.example/a%7Cb"
    })
    void keepsWhatAHeaderCanHoldAndEncodesTheRest(String url, String header) {
        assertThat(Destination.inAscii(url)).isEqualTo(header);
    }

    @Test
    void cannotStartAnotherHeader() {
        assertThat(Destination.inAscii("https://shop.example/\r\nSet-Cookie: a"))
                .isEqualTo("https://shop.example/%0D%0ASet-Cookie:%20a");
    }
}
