package io.relance.trial;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a mail for people: its first text and HTML parts and its headers. */
class ReceivedMail {

    private ReceivedMail() {}

    static Received of(MimeMessage mail, String to, Instant at) throws MessagingException {
        return new Received(
                "email",
                to,
                decoded(mail.getHeader("From", ", ")),
                mail.getSubject(),
                firstPart(mail, "text/plain"),
                firstPart(mail, "text/html"),
                headers(mail),
                at);
    }

    private static Map<String, String> headers(MimeMessage mail) throws MessagingException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : Collections.list(mail.getAllHeaders())) {
            headers.merge(header.getName(), MimeUtility.unfold(header.getValue()), (one, two) -> one + ", " + two);
        }
        return headers;
    }

    private static String firstPart(Part part, String type) throws MessagingException {
        try {
            if (part.isMimeType(type)) {
                return part.getContent().toString().replace("\r\n", "\n");
            }
            return part.getContent() instanceof Multipart parts ? firstPart(parts, type) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstPart(Multipart parts, String type) throws MessagingException {
        for (int i = 0; i < parts.getCount(); i++) {
            String found = firstPart(parts.getBodyPart(i), type);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String decoded(String header) {
        try {
            return header == null ? null : MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
