package io.relance.pressure;

import io.relance.pressure.setting.Cap;
import io.relance.pressure.setting.Hours;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * How often and at which hours one person may be spoken to on one channel.
 *
 * @param caps how often at most
 * @param spoken when the person was, or still may be, spoken to on it, as far as it counts
 * @param hours null: at any
 * @param zone where the person's clock hangs
 * @param waitAfter later than this it waits for the next hours; null when it may be as late as it likes
 */
record Pace(List<Cap> caps, List<Instant> spoken, Hours hours, ZoneId zone, Instant waitAfter) {

    /** Without a rule. */
    static final Pace FREE = new Pace(List.of(), List.of(), null, ZoneOffset.UTC, null);
}
