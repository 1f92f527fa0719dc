package io.relance.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuotedPrintableTests {

    private static String encoded(String text) {
        Octets out = new Octets(1);
        QuotedPrintable.write(text, out);
        return new String(out.toArray(), StandardCharsets.US_ASCII);
    }

    @Test
    void whatWasWrittenIsReadAgainInLinesThatAreShortEnough() throws Exception {
        String alphabet = "abc =.é€\t  \n<\"😀\u0000~";
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = random.nextInt(200); c > 0; c--) {
                text.appendCodePoint(alphabet.codePointAt(
                        alphabet.offsetByCodePoints(0, random.nextInt(alphabet.codePointCount(0, alphabet.length())))));
            }
            String encoded = encoded(text.toString());
            assertThat(encoded.split("\r\n")).allMatch(line -> line.length() <= 76 && !line.endsWith(" "));
            assertThat(decoded(encoded)).isEqualTo(text.toString().replace("\n", "\r\n") + "\r\n");
        }
    }

    private static String decoded(String encoded) throws Exception {
        try (var in = MimeUtility.decode(
                new ByteArrayInputStream(encoded.getBytes(StandardCharsets.US_ASCII)), "quoted-printable")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(encoded, e);
        }
    }

    @Test
    void linesEndOneWayOnly() {
        assertThat(encoded("a\r\nb\nc\rd ")).isEqualTo("a\r\nb\r\nc=0Dd=20\r\n");
    }
}
