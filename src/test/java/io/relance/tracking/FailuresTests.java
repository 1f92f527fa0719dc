package io.relance.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.tracking.MailReport.Kind;
import io.relance.tracking.MailReport.Recipient;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTests {

    /** What a report says of each recipient, and what that means for camille@example.org. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    HARD camille@example.org                              | HARD
                    HARD Camille@Example.org                              | HARD
                    HARD                                                  | HARD
                    none camille@example.org                              | -
                    none sacha@example.org, SOFT camille@example.org      | SOFT
                    HARD gone@elsewhere.example, none camille@example.org | -
                    HARD gone@elsewhere.example                           | SOFT
                    BLOCK gone@elsewhere.example                          | BLOCK
                    HARD gone@elsewhere.example, none new@elsewhere.example | -
                    SOFT a@elsewhere.example, HARD b@elsewhere.example    | SOFT
                    """)
    void whoseFailureItIs(String said, Kind kind) {
        List<Recipient> recipients =
                Arrays.stream(said.split(", ")).map(FailuresTests::recipient).toList();
        assertThat(Failures.of(recipients, "camille@example.org")
                        .map(Recipient::kind)
                        .orElse(null))
                .isEqualTo(kind);
    }

    private static Recipient recipient(String said) {
        String[] words = said.split(" ");
        Kind kind = words[0].equals("none") ? null : Kind.valueOf(words[0]);
        return new Recipient(words.length == 1 ? Set.of() : Set.of(words[1]), kind, "5.1.1", "said");
    }
}
