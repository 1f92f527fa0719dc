package io.relance.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a killed trial left behind on its data directory: a server without a master, or only its {@code postmaster.pid},
 * which would keep the next server from starting when its number belongs to another process by now.
 */
record Leftover(Path data) {

    static Leftover of(Path data) {
        return new Leftover(data.toAbsolutePath());
    }

    /** Ends the server when it still runs, and removes the file. */
    void clear() {
        server().ifPresent(Leftover::end);
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    private Optional<ProcessHandle> server() {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());
            return ProcessHandle.of(pid).filter(this::isOurServer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the system does not tell a process's arguments, its being a PostgreSQL must do. */
    private boolean isOurServer(ProcessHandle process) {
        var info = process.info();
        boolean postgres =
                info.command().filter(name -> name.contains("postgres")).isPresent();
        return postgres
                && info.commandLine()
                        .map(line -> line.contains(data.toString()))
                        .orElse(true);
    }

    private static void end(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            server.destroyForcibly();
            server.onExit().join();
        }
    }
}
