package io.relance.channel.email;

import io.relance.channel.email.returned.ReturnAddress;
import io.relance.message.spi.Outgoing;
import io.relance.message.spi.Sender;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes e-mails: text first, HTML last, the Message-ID we gave it. The shape is always the same, so the bytes are
 * written as they leave; Jakarta Mail's own model of a message costs many times as much.
 */
final class Letters {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final int EXPECTED = 16 * 1024;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z '(UTC)'", Locale.ENGLISH);

    private final ReturnAddress returnAddress;
    private final String from;

    Letters(Sender sender, ReturnAddress returnAddress) throws MessagingException {
        this.returnAddress = returnAddress;
        from = header("From", address(sender.senderEmail(), sender.senderName()).toString());
    }

    /** The e-mail; throws when the address is none. */
    Letter write(Outgoing message) throws MessagingException {
        InternetAddress to = address(message.to(), message.toName());
        Octets out = new Octets(EXPECTED);
        out.add("Date: " + DATE.format(message.at().atOffset(ZoneOffset.UTC)) + "\r\n")
                .add(from)
                .add(header("To", to.toString()))
                .add("Message-ID: " + message.messageId() + "\r\n")
                .add(header("Subject", encoded(message.subject())))
                .add("MIME-Version: 1.0\r\n");
        message.headers().forEach((name, value) -> out.add(header(name, value)));
        // No line of quoted-printable text can hold "=_" (RFC 2045, 6.7).
        String boundary = "=_" + Long.toString(message.id(), 36);
        out.add("Content-Type: multipart/alternative; boundary=\"" + boundary + "\"\r\n");
        part("plain", message.text(), boundary, out);
        if (message.html() != null) {
            part("html", message.html(), boundary, out);
        }
        out.add("\r\n--" + boundary + "--\r\n");
        return new Letter(returnAddress.of(message.id()), to.getAddress(), out.toArray());
    }

    private static void part(String subtype, String text, String boundary, Octets out) {
        out.add("\r\n--" + boundary + "\r\nContent-Type: text/" + subtype
                + "; charset=UTF-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n");
        QuotedPrintable.write(text, out);
    }

    private static String header(String name, String value) {
        boolean breaks = name.length() + value.length() > 74 && value.indexOf(' ') >= 0;
        return name + ": " + (breaks ? MimeUtility.fold(name.length() + 2, value) : value) + "\r\n";
    }

    private static String encoded(String text) throws MessagingException {
        try {
            return MimeUtility.encodeText(text, UTF_8, null);
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("every JVM has UTF-8", e);
        }
    }

    private static InternetAddress address(String email, String name) throws MessagingException {
        InternetAddress address = new InternetAddress(inAsciiDomain(email), true);
        if (name != null && !name.isBlank()) {
            try {
                address.setPersonal(name, UTF_8);
            } catch (UnsupportedEncodingException e) {
                throw new MessagingException("every JVM has UTF-8", e);
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
}
