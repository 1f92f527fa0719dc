package io.relance.consent.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTests {

    /** Files on the left, with \n, \r and \t as such; rows on the right as line:field|field. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "``                          ~ ``",
                "a,b\\n1,2                   ~ 1:a|b 2:1|2",
                "a,b\\n1,2\\n                ~ 1:a|b 2:1|2",
                "a,b\\r\\n1,2\\r\\n          ~ 1:a|b 2:1|2",
                "a,b\\r1,2\\r                ~ 1:a|b 2:1|2",
                "a;b\\n1,5;2                 ~ 1:a|b 2:1,5|2",
                "\\uFEFFa,b\\n1,2            ~ 1:a|b 2:1|2",
                "a,b\\n\\n\\n1,2             ~ 1:a|b 4:1|2",
                "a,b\\n,                     ~ 1:a|b 2:|",
                "a,b\\n\"1,\"\"x\"\"\",2     ~ 1:a|b 2:1,\"x\"|2",
                "a,b\\n\"1\\n2\",3\\n4,5     ~ 1:a|b 2:1/2|3 4:4|5",
                "\"a\",\"b\"\\n\"\",\"2\"    ~ 1:a|b 2:|2",
                "a,b\\n 1 , 2                ~ 1:a|b 2:1|2"
            })
    void readsWhatSpreadsheetsWrite(String file, String rows) throws FileRefused {
        String text = file.replace("\\n", "\n").replace("\\r", "\r").replace("\\uFEFF", "\uFEFF");

        assertThat(Csv.read(text.getBytes(UTF_8)).stream()
                        .map(row -> row.line() + ":"
                                + String.join("|", row.fields()).replace("\n", "/"))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n\"1,2\n", "a,b\n\"1\"x,2\n"})
    void aQuoteThatIsNoneIsToldWithItsLine(String file) {
        assertThatThrownBy(() -> Csv.read(file.getBytes(UTF_8)))
                .isInstanceOfSatisfying(FileRefused.class, refused -> assertThat(refused.lines())
                        .extracting(BadLine::line)
                        .containsExactly(2));
    }

    @Test
    void anotherEncodingIsTold() {
        assertThatThrownBy(() -> Csv.read("a,b\né,2".getBytes(ISO_8859_1)))
                .isInstanceOfSatisfying(
                        FileRefused.class,
                        refused -> assertThat(refused.lines().get(0).accepts()).contains("UTF-8"));
    }

    @Test
    void aLongFileIsReadInOneGo() throws FileRefused {
        String line = "x,y\n";

        List<Csv.Row> rows = Csv.read(line.repeat(50_000).getBytes(UTF_8));

        assertThat(rows).hasSize(50_000);
        assertThat(rows.get(49_999).line()).isEqualTo(50_000);
    }
}
