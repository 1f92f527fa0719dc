package io.relance.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The folder in which a trial keeps what outlives a restart.
 *
 * @param folder {@code target/trial} for people; a new one for every test
 */
record TrialHome(Path folder) {

    /** Locks last as long as their channels are open, and those as long as somebody holds them. */
    private static final List<FileChannel> held = new CopyOnWriteArrayList<>();

    TrialHome {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path postgres() {
        return folder.resolve("postgres");
    }

    Path mailbox() {
        return folder.resolve("mailbox");
    }

    Path clock() {
        return folder.resolve("clock");
    }

    /**
     * Takes the folder for this process, until it ends however it ends.
     *
     * @throws TrialRefused when another trial has it
     */
    void take() {
        try {
            var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                throw TrialRefused.alreadyRunning(folder);
            }
            held.add(channel);
        } catch (OverlappingFileLockException e) {
            throw TrialRefused.alreadyRunning(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The key of signed tokens, made up once. */
    String secret() {
        Path file = folder.resolve("secret");
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[32];
                new SecureRandom().nextBytes(key);
                Files.writeString(file, HexFormat.of().formatHex(key));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
