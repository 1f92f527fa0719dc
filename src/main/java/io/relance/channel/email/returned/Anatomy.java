package io.relance.channel.email.returned;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * A mail taken apart: its own headers and the texts of its parts, so many, so deep and so long at most. Whatever is
 * broken in it is read as text; it never throws for a mail's sake.
 */
final class Anatomy {

    private static final int DEEPEST = 6;
    private static final int MOST = 40;
    private static final Session PLAIN = Session.getInstance(new Properties());

    private final InternetHeaders headers;
    private final List<Leaf> leaves = new ArrayList<>();

    /** One part: its type in lower case, and what it says. Mails inside it stay as they are written. */
    record Leaf(String type, String text) {}

    private Anatomy(InternetHeaders headers) {
        this.headers = headers;
    }

    /** Takes a mail apart. */
    static Anatomy of(byte[] mail) {
        Anatomy anatomy = new Anatomy(headers(mail));
        try {
            anatomy.walk(new MimeMessage(PLAIN, new ByteArrayInputStream(mail)), 0);
        } catch (MessagingException | RuntimeException broken) {
            anatomy.leaves.add(new Leaf("text/plain", Charsets.text(mail, null)));
        }
        return anatomy;
    }

    private static InternetHeaders headers(byte[] mail) {
        try {
            return new InternetHeaders(new ByteArrayInputStream(mail), true);
        } catch (MessagingException broken) {
            return new InternetHeaders();
        }
    }

    /** The parts, from the first to the last. */
    List<Leaf> leaves() {
        return leaves;
    }

    /** The first part of one of these types. */
    Optional<Leaf> first(String... types) {
        return leaves.stream()
                .filter(leaf -> List.of(types).contains(leaf.type()))
                .findFirst();
    }

    /** A header, unfolded and decoded; empty text where there is none. */
    String header(String name) {
        String value = headers.getHeader(name, ", ");
        return value == null ? "" : HeaderText.of(value);
    }

    /** All that is written in it, its own headers first. */
    String everything() {
        StringBuilder all = new StringBuilder();
        for (Header header : Collections.list(headers.getAllHeaders())) {
            all.append(header.getName()).append(": ").append(header.getValue()).append('\n');
        }
        leaves.forEach(leaf -> all.append(leaf.text()).append('\n'));
        return all.toString();
    }

    private void walk(MimePart part, int depth) {
        if (leaves.size() >= MOST) {
            return;
        }
        String type = type(part);
        if (!type.startsWith("multipart/") || depth >= DEEPEST || !parts(part, depth)) {
            leaf(part, type);
        }
    }

    /** False where it cannot be cut into parts. */
    private boolean parts(MimePart part, int depth) {
        String boundary = HeaderText.parameter(contentType(part), "boundary");
        List<byte[]> parts = Multipart.parts(raw(part), boundary, MOST - leaves.size());
        for (byte[] each : parts) {
            try {
                walk(new MimeBodyPart(new ByteArrayInputStream(each)), depth + 1);
            } catch (MessagingException broken) {
                leaves.add(new Leaf("text/plain", Charsets.text(each, null)));
            }
        }
        return !parts.isEmpty();
    }

    private void leaf(MimePart part, String type) {
        if (type.startsWith("text/") || type.startsWith("message/") || type.startsWith("multipart/")) {
            leaves.add(new Leaf(type, Charsets.text(bytes(part), charset(part))));
        }
    }

    private static byte[] bytes(MimePart part) {
        try (InputStream in = part.getInputStream()) {
            return in.readAllBytes();
        } catch (IOException | MessagingException | RuntimeException encodedWrongly) {
            return raw(part);
        }
    }

    private static byte[] raw(MimePart part) {
        try (InputStream in = part instanceof MimeMessage mail
                ? mail.getRawInputStream()
                : ((MimeBodyPart) part).getRawInputStream()) {
            return in.readAllBytes();
        } catch (IOException | MessagingException | RuntimeException nothing) {
            return new byte[0];
        }
    }

    private static String type(MimePart part) {
        String value = contentType(part);
        String type = value.replaceFirst(";(?s).*", "").strip().toLowerCase(Locale.ROOT);
        return type.matches("[a-z]+/[\\w.+-]+") ? type : "text/plain";
    }

    private static String charset(MimePart part) {
        return HeaderText.parameter(contentType(part), "charset");
    }

    private static String contentType(MimePart part) {
        try {
            String[] value = part.getHeader("Content-Type");
            return value == null ? "text/plain" : value[0];
        } catch (MessagingException broken) {
            return "text/plain";
        }
    }
}
