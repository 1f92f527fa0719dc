package io.relance.pressure.setting;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Every set of rules that ever held; the latest holds now, on every node. */
@Component
public class SettingHistory {

    private final SettingRows rows;
    private final ApplicationEventPublisher events;

    SettingHistory(SettingRows rows, ApplicationEventPublisher events) {
        this.rows = rows;
        this.events = events;
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
        return rows.latest().orElse(new Change(PressureSettings.DEFAULT, null, null));
    }

    /** The newest sets of rules, the one that holds first; empty where nobody ever made any. */
    public List<Change> newest(int limit) {
        return rows.newest(limit);
    }

    /** Changes what holds, one change after the other; answers what holds from now on. */
    @Transactional
    public Change change(UnaryOperator<PressureSettings> how, Instant at, String by) {
        rows.lock();
        Change change = new Change(how.apply(latest().settings()), at, by);
        add(change);
        return change;
    }

    /** From now on these rules hold, and no others; the change is published. */
    @Transactional
    public void add(Change change) {
        rows.add(change);
        events.publishEvent(change);
    }
}
