package io.relance.channel.email.returned;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Mails that came back, written for the tests; where a mark of ours is to stand they have a word in braces. */
final class Corpus {

    /** The message they are about. */
    static final long MESSAGE = 836_541_236_969_472L;

    private static final Path FOLDER = Path.of("src/test/resources/channel/email/bounces");

    private Corpus() {}

    static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".eml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With lines ended as they are on the way, by CRLF. */
    static byte[] mail(String name, SealedMarks marks) {
        return text(name, marks).replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As a mailbox on disk may hand it out. */
    static byte[] mailWithBareLines(String name, SealedMarks marks) {
        return text(name, marks).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Octet by octet, whatever charset it claims to have. */
    private static String text(String name, SealedMarks marks) {
        try {
            String local = "bounces+" + marks.envelope(MESSAGE);
            return Files.readString(FOLDER.resolve(name + ".eml"), StandardCharsets.ISO_8859_1)
                    .replace("{{envelope}}", local + "@boutique.example")
                    .replace("{{ENVELOPE_LOCAL}}", local.toUpperCase(java.util.Locale.ROOT))
                    .replace("{{messageId}}", marks.messageId(MESSAGE))
                    .replace("{{unsubscribe}}", marks.unsubscribe(MESSAGE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
