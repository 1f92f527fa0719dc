package io.relance.message.content;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The pass by hand does what three regular expressions say. */
class PlainTextTests {

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(' ', '\t', '\n', '\r', '\u00a0', '\u2003', 'a', 'é', '-')
                .ofMaxLength(40);
    }

    @Property(tries = 5_000)
    void tidiesAsItsRulesSay(@ForAll("texts") String text) {
        String byRules = text.replaceAll("[ \\t\\u00a0]*\\n[ \\t\\u00a0]*", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .replaceAll("[ \\t]{2,}", " ")
                .strip();

        assertThat(PlainText.tidy(text)).isEqualTo(byRules);
    }

    @Example
    void keepsOneEmptyLineAndWhatHoldsWordsTogether() {
        assertThat(PlainText.tidy("  Hello  you \n \n\n 1\u00a0000\t\tEUR  ")).isEqualTo("Hello you\n\n1\u00a0000 EUR");
    }
}
