package io.relance.channel.email;

import static io.relance.channel.email.Mails.channel;
import static io.relance.channel.email.Mails.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.message.spi.HandOver.Accepted;
import io.relance.message.spi.HandOver.InDoubt;
import io.relance.message.spi.HandOver.NotTried;
import io.relance.message.spi.HandOver.Rejected;
import io.relance.message.spi.Outgoing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class EmailChannelTests {

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
