package io.relance.segment.run;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Work over everybody: asked for here, done one after the other. */
@Component
public class Runs {

    private final RunRows rows;
    private final RecountRows recounts;
    private final Clock clock;

    Runs(RunRows rows, RecountRows recounts, Clock clock) {
        this.rows = rows;
        this.recounts = recounts;
        this.clock = clock;
    }

    /**
     * Asks for ranks, scores and segments to be reckoned anew; answers the run's number.
     *
     * @param value whether what is to be expected of everybody is reckoned anew before them
     */
    public long recompute(boolean value, String by) {
        if (value) {
            rows.ask(Run.Kind.VALUE, null, false, by, clock.instant());
        }
        return rows.ask(Run.Kind.RECOMPUTE, null, true, by, clock.instant());
    }

    /**
     * Asks for everybody's past to be counted anew from the timeline; nobody is told whom that moves. Answers the run's
     * number, that of one which waits already where there is one.
     */
    public long recount(String by) {
        return recounts.waiting().orElseGet(() -> rows.ask(Run.Kind.RECOUNT, null, false, by, clock.instant()));
    }

    /**
     * Asks for a version of a table to be switched on.
     *
     * @param telling whether those it moves are told of as having entered and left, which starts and ends journeys
     */
    public long switchOn(long version, boolean telling, String by) {
        return rows.ask(Run.Kind.SWITCH, version, telling, by, clock.instant());
    }

    /** One run. */
    public Optional<Run> find(long id) {
        return rows.find(id);
    }

    /** The newest, newest first. */
    public List<Run> latest(int most) {
        return rows.latest(most);
    }
}
