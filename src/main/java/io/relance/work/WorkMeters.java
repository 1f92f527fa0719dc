package io.relance.work;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.relance.shared.DueWork;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How often this node calls each work, for how long, and how often that fails. */
@Component
class WorkMeters {

    private final Map<String, Timer> runs;
    private final Map<String, Counter> failures;

    /** Every count is there before it first rises, so that its first rise is seen as one. */
    WorkMeters(List<DueWork> works, MeterRegistry registry) {
        runs = works.stream().collect(Collectors.toMap(DueWork::name, work -> Timer.builder("relance.work.run")
                .description("Calls of a work on this node, and how long they took.")
                .tag("work", work.name())
                .register(registry)));
        failures = works.stream().collect(Collectors.toMap(DueWork::name, work -> Counter.builder("relance.work.failed")
                .description("Calls of a work that failed and were tried again.")
                .tag("work", work.name())
                .register(registry)));
    }

    void run(DueWork work, Runnable call) {
        runs.get(work.name()).record(call);
    }

    void failed(DueWork work) {
        failures.get(work.name()).increment();
    }
}
