package io.relance.channel.email;

import io.relance.channel.email.returned.Blocks;
import io.relance.channel.email.returned.Blocks.Stage;
import io.relance.channel.email.returned.ReturnAddress;
import io.relance.message.spi.ChannelAdapter;
import io.relance.message.spi.HandOver;
import io.relance.message.spi.HandOver.Rejected;
import io.relance.message.spi.Outgoing;
import io.relance.message.spi.Sender;
import io.relance.shared.Channel;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Carries e-mail to the SMTP server; each thread keeps one connection open. */
@Component
class EmailChannel implements ChannelAdapter, DisposableBean {

    static {
        // Jakarta Mail would look this up through the service loader again and again.
        if (System.getProperty("jakarta.mail.util.StreamProvider") == null) {
            System.setProperty("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
        }
    }

    /** Mails that follow one another on one connection cost a round trip each, or less. */
    private static final int AT_ONCE = 25;

    private final JavaMailSenderImpl settings;
    private final Sender sender;
    private final Letters letters;
    private final Blocks blocks;
    private final Set<SmtpConnection> open = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<SmtpConnection> connections = ThreadLocal.withInitial(this::connection);

    EmailChannel(ObjectProvider<JavaMailSenderImpl> settings, Sender sender, ReturnAddress returnAddress, Blocks blocks)
            throws MessagingException {
        this.settings = settings.getIfAvailable();
        this.sender = sender;
        this.blocks = blocks;
        letters = sender.senderEmail().isEmpty() ? null : new Letters(sender, returnAddress);
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
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public List<HandOver> handOver(List<Outgoing> messages, BooleanSupplier goOn) {
        SmtpConnection connection = connections.get();
        HandOver[] answers = new HandOver[messages.size()];
        List<Integer> places = new ArrayList<>();
        List<Letter> ready = new ArrayList<>();
        for (int i = 0; i < answers.length; i++) {
            try {
                ready.add(letter(messages.get(i)));
                places.add(i);
            } catch (MessagingException e) {
                answers[i] = new Rejected("bad_message", String.valueOf(e.getMessage()), null);
            }
        }
        List<HandOver> said = ready.isEmpty() ? List.of() : connection.handOver(ready, goOn);
        for (int i = 0; i < said.size(); i++) {
            answers[places.get(i)] = said.get(i);
            SmtpAnswer.blocked(said.get(i))
                    .ifPresent(why ->
                            blocks.refused(Stage.HANDOVER, why.diagnosis().code(), why.text()));
        }
        return Arrays.asList(answers);
    }

    private Letter letter(Outgoing message) throws MessagingException {
        if (HeaderCheck.breaks(message)) {
            throw new MessagingException("a header holds a line break");
        }
        return letters.write(message);
    }

    @Override
    public void hangUp() {
        open.forEach(SmtpConnection::hangUp);
    }

    @Override
    public void destroy() {
        open.forEach(SmtpConnection::end);
    }
}
