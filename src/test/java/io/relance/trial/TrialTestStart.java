package io.relance.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The same parts for tests: a folder of its own, free ports, a clock that only moves when it is moved. */
class TrialTestStart implements ApplicationContextInitializer<GenericApplicationContext> {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    @Override
    public void initialize(GenericApplicationContext context) {
        Path folder = newFolder();
        var home = new TrialHome(folder);
        new TrialSettings(Ports.free(), Ports.free(), Ports.free(), Ports.free(), home.secret())
                .applyTo(context.getEnvironment());
        context.registerBean(TrialHome.class, () -> home);
        // Known before all others, so that it goes after them.
        context.registerBean(
                "folderOfThisTrial", DisposableBean.class, () -> () -> FileSystemUtils.deleteRecursively(folder));
        context.registerBean(
                TrialClock.class,
                () -> new TrialClock(Clock.fixed(START, ZoneOffset.UTC), new ClockFile(home.clock())));
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "trial-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
