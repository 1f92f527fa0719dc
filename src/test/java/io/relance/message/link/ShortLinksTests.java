package io.relance.message.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.shared.Site;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ShortLinksTests {

    private static final ShortLinks LINKS =
            new ShortLinks(new Site(URI.create("https://r.example/"), "a-secret-of-the-tests-0123456789abcdef"), null);

    @Test
    void shortCodesAreTheSameForTheSameLinkAndCannotBeGuessedFromAnother() {
        assertThat(LINKS.of(1, "https://a.example").code())
                .isEqualTo(LINKS.of(1, "https://a.example").code())
                .isNotEqualTo(LINKS.of(2, "https://a.example").code())
                .matches("[0-9A-Za-z]{1,11}");
    }
}
