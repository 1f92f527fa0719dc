package io.relance.channel.email;

import io.relance.message.spi.Outgoing;
import io.relance.message.spi.Sender;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;

/** One e-mail: text first, HTML last, and the Message-ID we gave it. */
final class Mail extends MimeMessage {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String messageId;

    private Mail(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    static Mail of(Session session, Outgoing message, Sender sender) throws MessagingException {
        Mail mail = new Mail(session, message.messageId());
        mail.setFrom(address(sender.senderEmail(), sender.senderName()));
        mail.setRecipient(Message.RecipientType.TO, address(message.to(), message.toName()));
        mail.setSubject(message.subject(), UTF_8);
        mail.setSentDate(Date.from(message.at()));
        for (Map.Entry<String, String> header : message.headers().entrySet()) {
            mail.setHeader(header.getKey(), header.getValue());
        }
        MimeMultipart parts = new MimeMultipart("alternative");
        parts.addBodyPart(part(message.text(), "plain"));
        if (message.html() != null) {
            parts.addBodyPart(part(message.html(), "html"));
        }
        mail.setContent(parts);
        mail.saveChanges();
        return mail;
    }

    private static InternetAddress address(String email, String name) throws MessagingException {
        InternetAddress address = new InternetAddress(inAsciiDomain(email), true);
        if (name != null && !name.isBlank()) {
            try {
                address.setPersonal(name, UTF_8);
            } catch (UnsupportedEncodingException e) {
                throw new IllegalStateException("every JVM has UTF-8", e);
            }
        }
        return address;
    }

    /** Relays without SMTPUTF8 know a domain such as {@code exämple.org} by its ASCII name only. */
    private static String inAsciiDomain(String email) throws AddressException {
        int at = email.lastIndexOf('@');
        try {
            return email.substring(0, at + 1) + IDN.toASCII(email.substring(at + 1));
        } catch (IllegalArgumentException e) {
            throw new AddressException("The domain is none: " + e.getMessage(), email);
        }
    }

    private static MimeBodyPart part(String content, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(content, UTF_8, subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}
