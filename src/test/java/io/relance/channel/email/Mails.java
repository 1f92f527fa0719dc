package io.relance.channel.email;

import io.relance.channel.email.returned.Blocks;
import io.relance.channel.email.returned.ReturnAddresses;
import io.relance.message.spi.Outgoing;
import io.relance.message.spi.Sender;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A channel to a server of the tests, and mails for it. */
final class Mails {

    private static final Sender SENDER = new Sender("shop@example.org", "Boutique d'été", "1 rue de l'Exemple");

    private Mails() {}

    static EmailChannel channel(int port) throws IOException {
        JavaMailSenderImpl settings = new JavaMailSenderImpl();
        settings.setHost("127.0.0.1");
        settings.setPort(port);
        var beans = new StaticListableBeanFactory(Map.of("mail", settings));
        return channel(beans.getBeanProvider(JavaMailSenderImpl.class));
    }

    static EmailChannel channel(ObjectProvider<JavaMailSenderImpl> settings) throws IOException {
        try {
            return new EmailChannel(settings, SENDER, ReturnAddresses.shop(SENDER), new Blocks());
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    static Outgoing mail(long id, String to, String subject) {
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
}
