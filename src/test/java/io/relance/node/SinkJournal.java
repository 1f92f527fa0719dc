package io.relance.node;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Every mail that arrived, in memory and, a line each, in a file that outlives the process. */
final class SinkJournal {

    private final List<Arrival> arrivals = new ArrayList<>();
    private final BufferedWriter file;

    SinkJournal(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            file = Files.newBufferedWriter(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void add(Arrival arrival) {
        arrivals.add(arrival);
        try {
            file.write(line(arrival));
            file.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized int count() {
        return arrivals.size();
    }

    synchronized List<Arrival> from(int first) {
        return List.copyOf(arrivals.subList(Math.min(first, arrivals.size()), arrivals.size()));
    }

    synchronized void flush() {
        try {
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(Arrival arrival) {
        return arrival.messageId() + "\t" + arrival.recipient() + "\t" + arrival.at() + "\t"
                + Base64.getEncoder().encodeToString(arrival.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static Arrival parse(String line) {
        String[] parts = line.split("\t", -1);
        String body = new String(Base64.getDecoder().decode(parts[3]), java.nio.charset.StandardCharsets.UTF_8);
        return new Arrival(parts[0], parts[1], Long.parseLong(parts[2]), body);
    }
}
