package io.relance.trial;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Where the clock's offset and the last moment it is known to have shown outlive a restart. */
class ClockFile {

    private final Path file;

    ClockFile(Path file) {
        this.file = file;
    }

    /** The offset to go on with: never behind the last known moment, whatever happened to the machine's clock. */
    Duration offsetFrom(Instant real) {
        if (!Files.exists(file)) {
            return Duration.ZERO;
        }
        String[] words = read().strip().split(" ");
        Duration offset = Duration.parse(words[0]);
        Instant seen = Instant.parse(words[1]);
        return real.plus(offset).isBefore(seen) ? Duration.between(real, seen) : offset;
    }

    synchronized void write(Duration offset, Instant seen) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, offset + " " + seen + "\n");
            Files.move(fresh, file, REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
