package io.relance.journey.engine;

import java.time.Clock;
import org.springframework.stereotype.Component;

/** Turns journeys on and off: off means nobody new enters. */
@Component
public class JourneySwitch {

    private final Switches switches;
    private final Starts starts;
    private final Clock clock;

    JourneySwitch(Switches switches, Starts starts, Clock clock) {
        this.switches = switches;
        this.starts = starts;
        this.clock = clock;
    }

    /** Turns a journey on or off, and remembers who did it. */
    public void turn(String journey, boolean on, String by) {
        switches.set(journey, on, by, clock.instant());
        starts.forget();
    }
}
