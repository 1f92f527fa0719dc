package io.relance.channel.email;

import io.relance.message.spi.ChannelAdapter;
import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.Deferred;
import io.relance.message.spi.Outgoing;
import io.relance.message.spi.Sender;
import io.relance.shared.Channel;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Carries e-mail to the SMTP server; each thread keeps one connection open. */
@Component
class EmailChannel implements ChannelAdapter, DisposableBean {

    static {
        // Jakarta Mail would look this up through the service loader for every message: half of all CPU in a fat jar.
        if (System.getProperty("jakarta.mail.util.StreamProvider") == null) {
            System.setProperty("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
        }
    }

    private final JavaMailSenderImpl settings;
    private final Sender sender;
    private final Set<SmtpConnection> open = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<SmtpConnection> connections = ThreadLocal.withInitial(this::connection);

    EmailChannel(ObjectProvider<JavaMailSenderImpl> settings, Sender sender) {
        this.settings = settings.getIfAvailable();
        this.sender = sender;
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public boolean configured() {
        return settings != null
                && settings.getHost() != null
                && !sender.senderEmail().isEmpty();
    }

    /** Under one Message-ID, mailboxes show a mail once. */
    @Override
    public boolean mayRepeat() {
        return true;
    }

    private SmtpConnection connection() {
        SmtpConnection connection = new SmtpConnection(settings);
        open.add(connection);
        return connection;
    }

    @Override
    public List<HandOver> handOver(List<Outgoing> messages) {
        SmtpConnection connection = connections.get();
        List<HandOver> answers = new ArrayList<>(messages.size());
        connection.check();
        for (Outgoing message : messages) {
            answers.add(handOver(connection, message));
        }
        return answers;
    }

    private HandOver handOver(SmtpConnection connection, Outgoing message) {
        if (HeaderCheck.breaks(message)) {
            return new HandOver.Rejected("bad_header", "a header holds a line break", null);
        }
        Mail mail;
        try {
            mail = Mail.of(connection.session(), message, sender);
        } catch (MessagingException e) {
            return new HandOver.Rejected("bad_message", String.valueOf(e.getMessage()), null);
        }
        try {
            connection.ensureOpen();
        } catch (MessagingException e) {
            return new Deferred("The SMTP server cannot be reached: " + e.getMessage(), null);
        }
        return connection.send(mail);
    }

    @Override
    public void destroy() {
        open.forEach(SmtpConnection::close);
    }
}
