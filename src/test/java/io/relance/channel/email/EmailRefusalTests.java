package io.relance.channel.email;

import static io.relance.channel.email.Mails.channel;
import static io.relance.channel.email.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.Accepted;
import io.relance.message.spi.HandOver.Deferred;
import io.relance.message.spi.HandOver.InDoubt;
import io.relance.message.spi.HandOver.NotTried;
import io.relance.message.spi.HandOver.Rejected;
import io.relance.message.spi.Outgoing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server says no to, and what that means for the mail, its recipient and the mails after it. */
class EmailRefusalTests {

    private static HandOver one(UnaryOperator<String> answers, String... extensions) throws IOException {
        try (SmtpScript server = new SmtpScript(answers, extensions)) {
            return channel(server.port())
                    .handOver(List.of(mail(1, "camille@example.org", "Bonjour")), () -> true)
                    .get(0);
        }
    }

    @Test
    void aConnectionLostBeforeTheEndIsTriedLaterAndAfterItIsInDoubt() throws IOException {
        assertThat(one(line -> line.startsWith("DATA") ? null : SmtpScript.yes(line)))
                .isInstanceOf(NotTried.class);
        assertThat(one(line -> line.startsWith("RCPT") ? null : SmtpScript.yes(line)))
                .isInstanceOf(NotTried.class);
        assertThat(one(line -> line.equals(".") ? null : SmtpScript.yes(line))).isInstanceOf(InDoubt.class);
    }

    @Test
    void afterALostConnectionTheNextMailOpensANewOne() throws IOException {
        try (SmtpScript server = new SmtpScript(line -> line.contains("<lost@") ? null : SmtpScript.yes(line))) {
            EmailChannel channel = channel(server.port());
            assertThat(channel.handOver(
                            List.of(
                                    mail(1, "a@example.org", "A"),
                                    mail(2, "lost@example.org", "B"),
                                    mail(3, "c@example.org", "C")),
                            () -> true))
                    .hasExactlyElementsOfTypes(Accepted.class, NotTried.class, NotTried.class);
            assertThat(channel.handOver(List.of(mail(3, "c@example.org", "C")), () -> true))
                    .containsExactly(new Accepted(null));
            assertThat(server.connections).hasValue(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    RCPT | 550 5.1.1 User unknown            | hard_bounce
                    RCPT | 550 no such user here             | hard_bounce
                    RCPT | 550 5.7.1 user unknown to policy  | -
                    RCPT | 552 5.2.2 mailbox full            | soft_bounce
                    .    | 554 5.7.26 unauthenticated        | -
                    .    | 550 5.4.4 no route to host        | hard_bounce
                    """)
    void aFinalNoIsRejectedAndOnlyAMissingMailboxRests(String at, String answer, String suppress) throws IOException {
        HandOver answered = one(line -> line.startsWith(at) ? answer : SmtpScript.yes(line));
        assertThat(answered).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.code()).isEqualTo(answer.substring(0, 3));
            assertThat(rejected.suppress()).isEqualTo(suppress);
        });
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 450 4.2.0 greylisted", "RCPT, 421 closing", "., 451 try later", "., 421 closing"})
    void aNotNowIsDeferred(String at, String answer) throws IOException {
        assertThat(one(line -> line.startsWith(at) ? answer : SmtpScript.yes(line)))
                .isInstanceOf(Deferred.class);
    }

    @ParameterizedTest
    @CsvSource({"MAIL, 421 too busy", "MAIL, 451 not now", "MAIL, 550 not this sender"})
    void aNoThatIsNotAboutTheMailTriesNoneOfThem(String at, String answer) throws IOException {
        assertThat(one(line -> line.startsWith(at) ? answer : SmtpScript.yes(line)))
                .isInstanceOfSatisfying(
                        NotTried.class, no -> assertThat(no.down()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.7.1 sender blocked, PIPELINING",
        "550 5.7.1 sender blocked, HELP",
        "451 later, PIPELINING",
        "451 later, HELP"
    })
    void aSenderThatIsRefusedIsNoRecipientsFault(String answer, String extension) throws IOException {
        AtomicInteger mails = new AtomicInteger();
        try (SmtpScript server = new SmtpScript(
                line -> line.startsWith("MAIL") && mails.incrementAndGet() != 2
                        ? answer
                        : line.startsWith("RCPT") ? "503 no MAIL" : line.equals("DATA") ? "503 no" : "250 ok",
                extension)) {
            EmailChannel channel = channel(server.port());
            List<Outgoing> three = List.of(
                    mail(1, "a@example.org", "A"), mail(2, "b@example.org", "B"), mail(3, "c@example.org", "C"));
            assertThat(channel.handOver(three, () -> true)).allSatisfy(each -> assertThat(each)
                    .isInstanceOfSatisfying(
                            NotTried.class, no -> assertThat(no.down()).isTrue()));
            assertThat(mails).as("the first no is enough").hasValue(1);
            assertThat(channel.handOver(three, () -> true))
                    .as("a refused recipient first, then the sender")
                    .hasExactlyElementsOfTypes(Rejected.class, NotTried.class, NotTried.class);
            assertThat(mails).hasValue(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIPELINING", "HELP"})
    void theNextRunBeginsAnewAfterARefusedRecipient(String extension) throws IOException {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        try (SmtpScript server = new SmtpScript(
                line -> {
                    heard.add(line);
                    return line.contains("<gone@") ? "550 5.1.1 gone" : SmtpScript.yes(line);
                },
                extension)) {
            EmailChannel channel = channel(server.port());
            channel.handOver(List.of(mail(1, "gone@example.org", "A")), () -> true);
            assertThat(channel.handOver(List.of(mail(2, "b@example.org", "B")), () -> true))
                    .containsExactly(new Accepted(null));
            assertThat(heard.lastIndexOf("RSET"))
                    .isGreaterThan(heard.indexOf("RCPT TO:<gone@example.org>"))
                    .isLessThan(heard.indexOf("RCPT TO:<b@example.org>"));
        }
    }

    @Test
    void aRefusedMailLeavesTheConnectionToTheNext() throws IOException {
        try (SmtpScript server =
                new SmtpScript(line -> line.contains("<gone@") ? "550 5.1.1 gone" : SmtpScript.yes(line))) {
            assertThat(channel(server.port())
                            .handOver(
                                    List.of(mail(1, "gone@example.org", "A"), mail(2, "b@example.org", "B")),
                                    () -> true))
                    .hasExactlyElementsOfTypes(Rejected.class, Accepted.class);
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void aServerThatIsNotThereDefersTheWholeBatch() throws IOException {
        int free;
        try (SmtpScript server = new SmtpScript(SmtpScript::yes)) {
            free = server.port();
        }
        assertThat(channel(free)
                        .handOver(List.of(mail(1, "a@example.org", "A"), mail(2, "b@example.org", "B")), () -> true))
                .hasExactlyElementsOfTypes(NotTried.class, NotTried.class);
    }
}
