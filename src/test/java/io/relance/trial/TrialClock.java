package io.relance.trial;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Real time and an offset, to the millisecond. Stands still while it is moved, and is written to its file before
 * anything happens at a new moment, so that it never goes backwards over a restart.
 */
public class TrialClock extends Clock implements AutoCloseable {

    private final Clock real;
    private final ClockFile file;
    private volatile Duration offset;
    private volatile Instant frozen;

    TrialClock(Clock real, ClockFile file) {
        this.real = real;
        this.file = file;
        this.offset = file.offsetFrom(real.instant());
    }

    @Override
    public Instant instant() {
        Instant moment = frozen;
        return moment != null ? moment : real.instant().plus(offset).truncatedTo(ChronoUnit.MILLIS);
    }

    /** Stands still at this moment until {@link #tick}. */
    void freeze(Instant moment) {
        frozen = moment;
        offset = Duration.between(real.instant(), moment);
        file.write(offset, moment);
    }

    /** Goes on from the moment it stands at. */
    void tick() {
        if (frozen != null) {
            offset = Duration.between(real.instant(), frozen);
            frozen = null;
            file.write(offset, instant());
        }
    }

    /** Leaves the last moment in the file. */
    @Override
    public void close() {
        file.write(offset, instant());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
