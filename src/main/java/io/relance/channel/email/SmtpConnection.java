package io.relance.channel.email;

import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.NotTried;
import io.relance.message.spi.HandOver.Rejected;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** One connection to the SMTP server, kept open from batch to batch. */
final class SmtpConnection {

    private static final Logger log = LoggerFactory.getLogger(SmtpConnection.class);
    private static final HandOver BEYOND_ASCII =
            new Rejected("no_smtputf8", "the server takes no address with letters beyond ASCII before the @", null);
    private static final String CONNECT_MILLIS = "10000";
    private static final String READ_MILLIS = "30000";

    private final JavaMailSenderImpl settings;
    private final CorkedSockets sockets = new CorkedSockets();
    private final Session session;
    private final String protocol;
    private final ReentrantLock busy = new ReentrantLock();
    private Dialogue dialogue;
    private volatile boolean cut;

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
        // An address beyond ASCII is said in UTF-8, to servers that know SMTPUTF8.
        properties.putIfAbsent("mail.mime.allowutf8", "true");
        // Nobody waits for the answer to a goodbye.
        properties.putIfAbsent("mail." + protocol + ".quitwait", "false");
        // A connection is asked for a sign of life by RSET: the run before may have ended with a refused envelope.
        properties.put("mail." + protocol + ".userset", "true");
        properties.put("mail." + protocol + ".socketFactory", sockets);
        return properties;
    }

    /** Hands mails over; one answer each. A server that cannot be reached is asked once. */
    List<HandOver> handOver(List<Letter> letters, BooleanSupplier goOn) {
        busy.lock();
        try {
            return connected(letters, goOn);
        } finally {
            busy.unlock();
        }
    }

    private List<HandOver> connected(List<Letter> letters, BooleanSupplier goOn) {
        try {
            open();
        } catch (MessagingException e) {
            log.warn("the SMTP server {} cannot be reached: {}", settings.getHost(), e.getMessage());
            return Collections.nCopies(
                    letters.size(), new NotTried("The SMTP server cannot be reached: " + e.getMessage(), true, null));
        }
        boolean utf8 = dialogue.knowsUtf8();
        Iterator<HandOver> answers = say(
                        letters.stream()
                                .filter(letter -> utf8 || !letter.international())
                                .toList(),
                        goOn)
                .iterator();
        return letters.stream()
                .map(letter -> utf8 || !letter.international() ? answers.next() : BEYOND_ASCII)
                .toList();
    }

    private List<HandOver> say(List<Letter> letters, BooleanSupplier goOn) {
        if (letters.isEmpty()) {
            return List.of();
        }
        SmtpRun run = new SmtpRun(dialogue, letters, goOn);
        List<HandOver> answers = run.handOver();
        if (run.broken()) {
            close();
        }
        return answers;
    }

    /** A connection that was left alone for a while may be gone: it is asked, and made anew. */
    private void open() throws MessagingException {
        if (cut) {
            throw new MessagingException("the node ends");
        }
        if (dialogue != null && !dialogue.isConnected()) {
            close();
        }
        if (dialogue == null) {
            Dialogue fresh = new Dialogue(session, protocol, sockets);
            fresh.connect(settings.getHost(), settings.getPort(), settings.getUsername(), settings.getPassword());
            dialogue = fresh;
        }
    }

    /** Says goodbye; where somebody waits for the server at this moment, hangs up instead. */
    void end() {
        if (busy.tryLock()) {
            try {
                close();
            } finally {
                busy.unlock();
            }
        } else {
            hangUp();
        }
    }

    /** Cuts the connection under whoever uses it, and makes no other. */
    void hangUp() {
        cut = true;
        try {
            sockets.cut();
        } catch (IOException e) {
            log.debug("a connection did not close cleanly", e);
        }
    }

    private void close() {
        if (dialogue != null) {
            try {
                dialogue.close();
            } catch (MessagingException e) {
                log.debug("a connection did not close cleanly", e);
            }
            dialogue = null;
        }
    }
}
