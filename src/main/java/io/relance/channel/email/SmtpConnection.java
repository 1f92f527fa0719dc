package io.relance.channel.email;

import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.Accepted;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** One connection to the SMTP server, kept open from message to message. */
final class SmtpConnection {

    private static final Logger log = LoggerFactory.getLogger(SmtpConnection.class);
    private static final String CONNECT_MILLIS = "10000";
    private static final String READ_MILLIS = "30000";

    private final JavaMailSenderImpl settings;
    private final Session session;
    private final String protocol;
    private KnowingTransport transport;
    private MessagingException unreachable;

    SmtpConnection(JavaMailSenderImpl settings) {
        this.settings = settings;
        protocol = settings.getProtocol() == null ? "smtp" : settings.getProtocol();
        session = Session.getInstance(properties());
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(settings.getJavaMailProperties());
        properties.putIfAbsent("mail." + protocol + ".connectiontimeout", CONNECT_MILLIS);
        properties.putIfAbsent("mail." + protocol + ".timeout", READ_MILLIS);
        properties.putIfAbsent("mail." + protocol + ".socketFactory", new PromptSockets());
        return properties;
    }

    Session session() {
        return session;
    }

    /** Asks the server whether the connection still lives, and drops it if not; once per batch is enough. */
    synchronized void check() {
        unreachable = null;
        if (transport != null && !transport.isConnected()) {
            close();
        }
    }

    /** Connects where there is no connection; a server that did not answer is asked once per batch. */
    synchronized void ensureOpen() throws MessagingException {
        if (unreachable != null) {
            throw unreachable;
        }
        if (transport == null) {
            connect();
        }
    }

    private void connect() throws MessagingException {
        KnowingTransport fresh = new KnowingTransport(session, protocol);
        try {
            fresh.connect(settings.getHost(), settings.getPort(), settings.getUsername(), settings.getPassword());
            transport = fresh;
        } catch (MessagingException e) {
            log.warn("the SMTP server {} cannot be reached: {}", settings.getHost(), e.getMessage());
            unreachable = e;
            throw e;
        }
    }

    /** Hands one mail over. */
    synchronized HandOver send(Mail mail) {
        try {
            transport.begin();
            transport.sendMessage(mail, mail.getAllRecipients());
            return new Accepted(null);
        } catch (MessagingException | RuntimeException e) {
            return refused(e);
        }
    }

    private HandOver refused(Exception failure) {
        HandOver answer = SmtpAnswer.of(failure, transport.contentSent());
        if (!(answer instanceof HandOver.Rejected)) {
            log.info("a mail was not taken: {}", failure.getMessage());
            close();
        }
        return answer;
    }

    synchronized void close() {
        if (transport != null) {
            try {
                transport.close();
            } catch (MessagingException e) {
                log.debug("a connection did not close cleanly", e);
            }
            transport = null;
        }
    }
}
