package io.relance.trial;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.relance.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialClockTests {

    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    Path folder;

    private final SettableClock real = new SettableClock(START);

    private TrialClock started() {
        return new TrialClock(real, new ClockFile(folder.resolve("clock")));
    }

    @Test
    void ticksWithRealTimeFromWhereItWasMovedTo() {
        var clock = started();
        clock.freeze(START.plus(ofDays(3)));
        clock.tick();
        real.advance(ofHours(2));

        assertThat(clock.instant()).isEqualTo(START.plus(ofDays(3)).plus(ofHours(2)));
    }

    @Test
    void standsStillWhileItIsMoved() {
        var clock = started();
        clock.freeze(START.plus(ofHours(1)));
        real.advance(Duration.ofMinutes(1));

        assertThat(clock.instant()).isEqualTo(START.plus(ofHours(1)));
    }

    @Test
    void goesOnOverARestart() {
        var clock = started();
        clock.freeze(START.plus(ofDays(3)));
        clock.tick();
        clock.close();
        real.advance(ofHours(5));

        assertThat(started().instant()).isEqualTo(START.plus(ofDays(3)).plus(ofHours(5)));
    }

    @Test
    void doesNotGoBackWhenKilledInTheMiddleOfAMove() {
        started().freeze(START.plus(ofDays(9)));

        assertThat(started().instant()).isEqualTo(START.plus(ofDays(9)));
    }

    @Test
    void doesNotGoBackWhenTheMachinesClockDid() {
        real.advance(ofHours(1));
        started().close();
        real.set(START);

        assertThat(started().instant()).isEqualTo(START.plus(ofHours(1)));
    }
}
