package io.relance.channel.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.Accepted;
import io.relance.message.spi.HandOver.Deferred;
import io.relance.message.spi.HandOver.InDoubt;
import io.relance.message.spi.HandOver.NotTried;
import io.relance.message.spi.HandOver.Rejected;
import io.relance.message.spi.Outgoing;
import io.relance.message.spi.Sender;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class EmailChannelTests {

    private static final Sender SENDER = new Sender("shop@example.org", "Boutique d'été", "1 rue de l'Exemple");

    private static EmailChannel channel(int port) throws IOException {
        JavaMailSenderImpl settings = new JavaMailSenderImpl();
        settings.setHost("127.0.0.1");
        settings.setPort(port);
        var beans = new StaticListableBeanFactory(Map.of("mail", settings));
        return channel(beans.getBeanProvider(JavaMailSenderImpl.class));
    }

    private static EmailChannel channel(ObjectProvider<JavaMailSenderImpl> settings) throws IOException {
        try {
            return new EmailChannel(settings, SENDER);
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    private static Outgoing mail(long id, String to, String subject) {
        return new Outgoing(
                id,
                "<" + id + ".mark@example.org>",
                to,
                null,
                subject,
                "<p>é</p>",
                "é",
                Map.of("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
                Instant.parse("2026-03-02T09:00:00Z"));
    }

    private static HandOver one(UnaryOperator<String> answers, String... extensions) throws IOException {
        try (SmtpScript server = new SmtpScript(answers, extensions)) {
            return channel(server.port())
                    .handOver(List.of(mail(1, "camille@example.org", "Bonjour")), () -> true)
                    .get(0);
        }
    }

    @Test
    void aMailKeepsItsMessageIdAndDateAndOneConnectionCarriesThemAll() throws IOException {
        try (SmtpScript server = new SmtpScript(SmtpScript::yes)) {
            EmailChannel channel = channel(server.port());
            for (int batch = 0; batch < 3; batch++) {
                assertThat(channel.handOver(
                                List.of(
                                        mail(1, "camille@example.org", "Bonjour"),
                                        mail(2, "sacha@example.org", "Ça va")),
                                () -> true))
                        .containsExactly(new Accepted(null), new Accepted(null));
            }
            assertThat(server.connections).hasValue(1);
            assertThat(server.content)
                    .contains(
                            "Message-ID: <1.mark@example.org>",
                            "Date: Mon, 2 Mar 2026 09:00:00 +0000 (UTC)",
                            "From: =?UTF-8?Q?Boutique_d=27=C3=A9t=C3=A9?= <shop@example.org>",
                            "Content-Transfer-Encoding: quoted-printable",
                            "<p>=C3=A9</p>");
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
                    RCPT | 552 5.2.2 mailbox full            | -
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

    @Test
    void aDomainWithAccentsIsToldByItsAsciiName() throws IOException {
        try (SmtpScript server = new SmtpScript(SmtpScript::yes)) {
            assertThat(channel(server.port()).handOver(List.of(mail(1, "camille@exämple.org", "Hi")), () -> true))
                    .containsExactly(new Accepted(null));
            assertThat(server.content).contains("To: camille@xn--exmple-cua.org");
        }
    }

    @Test
    void noHeaderIsSmuggledIn() throws IOException {
        try (SmtpScript server = new SmtpScript(SmtpScript::yes)) {
            assertThat(channel(server.port())
                            .handOver(
                                    List.of(
                                            mail(1, "a@example.org", "Hi\r\nBcc: b@example.org"),
                                            mail(2, "a@example.org\nb@example.org", "Hi"),
                                            mail(3, "not an address", "Hi")),
                                    () -> true))
                    .hasExactlyElementsOfTypes(Rejected.class, Rejected.class, Rejected.class);
            assertThat(server.content).isEmpty();
        }
    }

    @Test
    void withoutAServerOrASenderThereIsNoChannel() throws IOException {
        var none = new StaticListableBeanFactory().getBeanProvider(JavaMailSenderImpl.class);
        assertThat(channel(none).configured()).isFalse();
        assertThat(channel(25).configured()).isTrue();
    }

    @Test
    void aServerThatPipelinesHearsTheNextEnvelopeWithTheContent() throws IOException {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        try (SmtpScript server = new SmtpScript(
                line -> {
                    heard.add(line);
                    return line.contains("<gone@")
                            ? "550 5.1.1 gone"
                            : line.equals("DATA") && last(heard, "<gone@") ? "503 no" : SmtpScript.yes(line);
                },
                "PIPELINING")) {
            assertThat(channel(server.port())
                            .handOver(
                                    List.of(
                                            mail(1, "a@example.org", "A"),
                                            mail(2, "gone@example.org", "B"),
                                            mail(3, "c@example.org", "C")),
                                    () -> true))
                    .hasExactlyElementsOfTypes(Accepted.class, Rejected.class, Accepted.class);
            assertThat(server.connections).hasValue(1);

            assertThat(server.content)
                    .filteredOn(line -> line.startsWith("To:"))
                    .containsExactly("To: a@example.org", "To: c@example.org");
        }
    }

    private static boolean last(List<String> heard, String part) {
        return heard.get(heard.size() - 2).contains(part);
    }

    @Test
    void aServerThatPipelinesAndHangsUpLeavesOnlyTheMailItHadInDoubt() throws IOException {
        AtomicInteger ends = new AtomicInteger();
        try (SmtpScript server = new SmtpScript(
                line -> line.equals(".") && ends.incrementAndGet() == 2 ? null : SmtpScript.yes(line), "PIPELINING")) {
            assertThat(channel(server.port())
                            .handOver(
                                    List.of(
                                            mail(1, "a@example.org", "A"),
                                            mail(2, "b@example.org", "B"),
                                            mail(3, "c@example.org", "C")),
                                    () -> true))
                    .hasExactlyElementsOfTypes(Accepted.class, InDoubt.class, NotTried.class);
        }
    }

    @Test
    void anAddressBeyondAsciiIsToldOnlyToAServerThatKnowsThem() throws IOException {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        try (SmtpScript server = new SmtpScript(
                line -> {
                    heard.add(line);
                    return SmtpScript.yes(line);
                },
                "SMTPUTF8",
                "PIPELINING")) {
            assertThat(channel(server.port()).handOver(List.of(mail(1, "zoé@example.org", "A")), () -> true))
                    .containsExactly(new Accepted(null));
            assertThat(heard).contains("MAIL FROM:<shop@example.org> SMTPUTF8", "RCPT TO:<zoé@example.org>");
        }
        try (SmtpScript server = new SmtpScript(SmtpScript::yes)) {
            assertThat(channel(server.port())
                            .handOver(
                                    List.of(mail(1, "zoé@example.org", "A"), mail(2, "a@example.org", "B")),
                                    () -> true))
                    .hasExactlyElementsOfTypes(Rejected.class, Accepted.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNodeThatEndsWaitsForNoServerThatHangs(boolean destroyed) throws IOException {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (SmtpScript server = new SmtpScript(line -> {
            if (!line.equals(".")) {
                return SmtpScript.yes(line);
            }
            hangs.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        })) {
            EmailChannel channel = channel(server.port());
            List<Outgoing> two = List.of(mail(1, "a@example.org", "A"), mail(2, "b@example.org", "B"));
            var said = CompletableFuture.supplyAsync(() -> channel.handOver(two, () -> true));
            await().until(() -> hangs.getCount() == 0);
            if (destroyed) {
                channel.destroy();
            } else {
                channel.hangUp();
            }
            assertThat(said.orTimeout(5, TimeUnit.SECONDS).join())
                    .hasExactlyElementsOfTypes(InDoubt.class, NotTried.class);
        } finally {
            end.countDown();
        }
    }

    @Test
    void onceItMayNotGoOnItBeginsNoFurtherMail() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (SmtpScript server = new SmtpScript(SmtpScript::yes)) {
            assertThat(channel(server.port())
                            .handOver(
                                    List.of(
                                            mail(1, "a@example.org", "A"),
                                            mail(2, "b@example.org", "B"),
                                            mail(3, "c@example.org", "C")),
                                    () -> asked.incrementAndGet() == 1))
                    .hasExactlyElementsOfTypes(Accepted.class, Accepted.class, NotTried.class);
        }
    }
}
