package io.relance.channel.email.returned;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.channel.email.returned.Reading.AutoReply;
import io.relance.channel.email.returned.Reading.Delivery;
import io.relance.channel.email.returned.Reading.Feedback;
import io.relance.channel.email.returned.Reading.Unknown;
import io.relance.tracking.MailReport.Recipient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The corpus: what each mail says, whom it names, and whether it is about a mail of ours. */
class ReturnedMailTests {

    private final SealedMarks marks = new SealedMarks();
    private final Owners owners = new Owners(marks);

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/channel/email/bounces.csv", delimiter = '|', numLinesToSkip = 1)
    void says(String name, String reading, String owner) {
        for (byte[] mail : List.of(Corpus.mail(name, marks), Corpus.mailWithBareLines(name, marks))) {
            ReturnedMail read = ReturnedMail.of(mail);
            assertThat(word(read.reading())).isEqualTo(reading);
            OptionalLong message = owners.of(read.evidence());
            assertThat(message)
                    .isEqualTo(owner.equals("ours") ? OptionalLong.of(Corpus.MESSAGE) : OptionalLong.empty());
        }
    }

    @Test
    void everyMailOfTheCorpusIsInTheTable() throws IOException {
        List<String> inTable = Files.readAllLines(Path.of("src/test/resources/channel/email/bounces.csv")).stream()
                .skip(1)
                .map(line -> line.replaceFirst("\\s*\\|.*", ""))
                .toList();
        assertThat(inTable).hasSizeGreaterThan(60).containsExactlyInAnyOrderElementsOf(Corpus.names());
    }

    /** Whatever is cut off, it is read to the end and nothing is thrown. */
    @ParameterizedTest
    @MethodSource("io.relance.channel.email.returned.Corpus#names")
    void aMailThatIsCutOffAnywhereIsStillRead(String name) {
        byte[] mail = Corpus.mail(name, marks);
        for (int length = 0; length < mail.length; length += 97) {
            assertThat(ReturnedMail.of(java.util.Arrays.copyOf(mail, length)).reading())
                    .isNotNull();
        }
    }

    @Test
    void partsWithinPartsAreFollowedOnlySoFar() {
        StringBuilder deep = new StringBuilder("From: mailer-daemon@mx.example\n");
        for (int i = 0; i < 5_000; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        assertThat(ReturnedMail.of(deep.toString().getBytes(UTF_8)).reading()).isInstanceOf(Unknown.class);
    }

    @Test
    void ofManyPartsTheFirstAreRead() {
        String many = "From: someone@example.org\nContent-Type: multipart/mixed; boundary=b\n\n"
                + "--b\nContent-Type: text/plain\n\nhello\n".repeat(20_000) + "--b--\n";
        assertThat(Anatomy.of(many.getBytes(UTF_8)).leaves()).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "no header at all", "\0\0\0", "From: \n\n", ":\n:\n\n:"})
    void whatIsNoMailIsUnknown(String mail) {
        assertThat(ReturnedMail.of(mail.getBytes(UTF_8)).reading()).isEqualTo(new Unknown());
    }

    static String word(Reading reading) {
        if (reading instanceof Delivery delivery) {
            return delivery.recipients().stream().map(ReturnedMailTests::word).collect(Collectors.joining("; "));
        }
        if (reading instanceof Feedback feedback) {
            return "feedback " + feedback.type();
        }
        return reading instanceof AutoReply ? "auto-reply" : "unknown";
    }

    private static String word(Recipient recipient) {
        String kind = recipient.kind() == null
                ? "not failed"
                : recipient.kind().name().toLowerCase(Locale.ROOT) + " " + recipient.code();
        return recipient.addresses().isEmpty() ? kind : kind + " " + String.join(" ", recipient.addresses());
    }
}
