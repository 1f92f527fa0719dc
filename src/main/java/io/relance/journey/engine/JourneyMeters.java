package io.relance.journey.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Counts what the engine does for us, a group at a time. Counted as it is done: a group whose transaction fails and is
 * done again counts again.
 */
@Component
public class JourneyMeters implements MeterBinder {

    private static final String WOKEN = "relance.journey.woken";
    private static final String TIMERS = "relance.timers.run";
    private static final String CUTDOWN = "relance.batch.cutdown";

    /** Every count is there before it first rises, so that its first rise is seen as one. */
    @Override
    public void bindTo(MeterRegistry registry) {
        Counter.builder(WOKEN)
                .description("Runs of journeys that went on because of an activity they waited for.")
                .register(registry);
        Counter.builder(TIMERS)
                .description("Due timers and other jobs of the engine that were run.")
                .register(registry);
        List.of("timers", "followers").forEach(stage -> registry.counter(CUTDOWN, "stage", stage));
    }

    static void woken() {
        Metrics.counter(WOKEN).increment();
    }

    static void timersRun(int jobs) {
        Metrics.counter(TIMERS).increment(jobs);
    }

    /** A group could not be done as a whole: of {@code timers}, or of those who follow what happened. */
    public static void cutDown(String stage) {
        Metrics.counter(CUTDOWN, "stage", stage).increment();
    }
}
