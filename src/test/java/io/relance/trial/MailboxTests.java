package io.relance.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.SettableClock;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

class MailboxTests {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    Path folder;

    @Test
    void showsAMailInItsPartsAndKeepsItOverARestart() throws Exception {
        try (var server = new Served()) {
            server.send("Votre panier vous attend, Zoé", "camille@example.org");
        }

        assertThat(mailbox().to("CAMILLE@example.org")).singleElement().satisfies(mail -> {
            assertThat(mail.channel()).isEqualTo("email");
            assertThat(mail.from()).isEqualTo("Café Exemple <shop@example.org>");
            assertThat(mail.subject()).isEqualTo("Votre panier vous attend, Zoé");
            assertThat(mail.text()).isEqualTo("Réservé pour vous");
            assertThat(mail.html()).isEqualTo("<p>Réservé</p>");
            assertThat(mail.headers())
                    .containsEntry("List-Unsubscribe", "<http://localhost/u/1>, <mailto:stop@example.org>");
            assertThat(mail.at()).isEqualTo(NOW);
        });
    }

    @Test
    void takesMailForEverybodyInTheOrderOfArrival() throws Exception {
        try (var server = new Served()) {
            server.send("one", "camille@example.org", "dominique@example.org");
            server.send("two", "camille@example.org");
        }

        assertThat(mailbox().all())
                .extracting(Received::to, Received::subject)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("camille@example.org", "one"),
                        org.assertj.core.groups.Tuple.tuple("dominique@example.org", "one"),
                        org.assertj.core.groups.Tuple.tuple("camille@example.org", "two"));
    }

    @Test
    void passesOverALineThatWasCutOff() throws IOException {
        mailbox().add(new Received("sms", "+33639980001", "Boutique", null, "Bonjour", null, java.util.Map.of(), NOW));
        Files.writeString(folder.resolve("mailbox"), "{\"channel\":\"sm", StandardOpenOption.APPEND);
        mailbox()
                .add(new Received("sms", "+33639980001", "Boutique", null, "Rebonjour", null, java.util.Map.of(), NOW));

        assertThat(mailbox().to("+33639980001")).extracting(Received::text).containsExactly("Bonjour", "Rebonjour");
    }

    private Mailbox mailbox() {
        return new Mailbox(folder.resolve("mailbox"));
    }

    /** A mail server and a client that talks SMTP to it. */
    private class Served implements AutoCloseable {

        private final int port = Ports.free();
        private final MailServer server = new MailServer(port, Ports.free(), mailbox(), new SettableClock(NOW));
        private final JavaMailSenderImpl client = new JavaMailSenderImpl();

        Served() {
            client.setHost("localhost");
            client.setPort(port);
        }

        void send(String subject, String... to) throws MessagingException, IOException {
            var mail = client.createMimeMessage();
            var content = new MimeMessageHelper(mail, true, "UTF-8");
            content.setFrom("shop@example.org", "Café Exemple");
            content.setTo(to);
            content.setSubject(subject);
            content.setText("Réservé pour vous", "<p>Réservé</p>");
            mail.setHeader("List-Unsubscribe", "<http://localhost/u/1>,\r\n <mailto:stop@example.org>");
            client.send(mail);
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
