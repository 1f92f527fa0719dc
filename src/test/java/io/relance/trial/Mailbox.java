package io.relance.trial;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.util.Comparator.comparing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that reached the SMTP server or the SMS stand-in, oldest first; kept in a file of JSON lines. */
public class Mailbox {

    private static final Logger log = LoggerFactory.getLogger(Mailbox.class);
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final Path file;
    private final List<Received> messages;

    Mailbox(Path file) {
        this.file = file;
        this.messages = new CopyOnWriteArrayList<>(read(file));
        startOnANewLine();
    }

    /** Keeps a message; when this returns it outlives the process. */
    synchronized void add(Received message) {
        try {
            Files.writeString(file, JSON.writeValueAsString(message) + "\n", CREATE, APPEND);
            messages.add(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All messages, oldest first: an SMS may be noticed a moment after a later mail. */
    public List<Received> all() {
        return messages.stream().sorted(comparing(Received::at)).toList();
    }

    /** The messages to this e-mail address or telephone number. */
    public List<Received> to(String address) {
        return all().stream()
                .filter(message -> message.to().equalsIgnoreCase(address))
                .toList();
    }

    /** What was cut off when the process was killed must not spoil the next message. */
    private void startOnANewLine() {
        try {
            if (Files.exists(file) && !Files.readString(file).endsWith("\n")) {
                Files.writeString(file, "\n", APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Received> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream().flatMap(Mailbox::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Received> parse(String line) {
        if (line.isEmpty()) {
            return Stream.empty();
        }
        try {
            return Stream.of(JSON.readValue(line, Received.class));
        } catch (JsonProcessingException e) {
            log.warn("A line of the mailbox is not a message and is passed over: {}", e.getOriginalMessage());
            return Stream.empty();
        }
    }
}
