package io.relance.pressure.setting;

import java.time.Instant;
import org.springframework.stereotype.Component;

/** Every set of rules that ever held; the latest holds now, on every node. */
@Component
public class SettingHistory {

    private final SettingRows rows;

    SettingHistory(SettingRows rows) {
        this.rows = rows;
    }

    /**
     * Rules, and who made them when.
     *
     * @param at null where none were ever made
     * @param by the user; null where none were ever made
     */
    public record Change(PressureSettings settings, Instant at, String by) {}

    /** What holds now: read anew each time, as a change must not be missed. */
    public Change latest() {
        return rows.latest().orElse(new Change(PressureSettings.NONE, null, null));
    }

    /** From now on these rules hold, and no others. */
    public void add(Change change) {
        rows.add(change);
    }
}
