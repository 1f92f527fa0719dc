package io.relance.contact;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.relance.contact.Decision.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Counts what happens and what is decided, a batch at a time. Counted as it is written: a batch whose transaction fails
 * and is done again counts again.
 */
@Component
class ContactMeters implements MeterBinder {

    private static final String RECORDED = "relance.timeline.recorded";
    private static final String DECISIONS = "relance.decisions.made";

    /** Every count is there before it first rises, so that its first rise is seen as one. */
    @Override
    public void bindTo(MeterRegistry registry) {
        Counter.builder(RECORDED)
                .description("Activities written to the timeline.")
                .register(registry);
        for (Outcome outcome : Outcome.values()) {
            Counter.builder(DECISIONS)
                    .description("What was decided about people: journeys entered and left, messages sent and not.")
                    .tag("outcome", word(outcome))
                    .register(registry);
        }
    }

    @EventListener
    @Order(0)
    void on(ActivitiesRecorded recorded) {
        Metrics.counter(RECORDED).increment(recorded.activities().size());
    }

    static void decided(List<Decision> decisions) {
        decisions.stream()
                .collect(Collectors.groupingBy(Decision::outcome, Collectors.counting()))
                .forEach((outcome, times) ->
                        Metrics.counter(DECISIONS, "outcome", word(outcome)).increment(times));
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
