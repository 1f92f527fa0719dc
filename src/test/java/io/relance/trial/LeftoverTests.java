package io.relance.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverTests {

    @TempDir
    Path data;

    @Test
    void removesTheFileAndLetsAStrangerWithItsNumberLive() throws IOException {
        Files.writeString(pidFile(), ProcessHandle.current().pid() + "\n" + data + "\n");

        Leftover.of(data).clear();

        assertThat(pidFile()).doesNotExist();
    }

    @Test
    void endsAServerWithoutAMaster() throws IOException {
        startedAndForgotten(data);
        long pid = Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());

        Leftover.of(data).clear();

        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(pidFile()).doesNotExist();
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }

    private static void startedAndForgotten(java.nio.file.Path data) throws IOException {
        new TrialPostgres(data);
    }
}
