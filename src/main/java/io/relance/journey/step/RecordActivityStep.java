package io.relance.journey.step;

import io.relance.contact.NewActivity;
import io.relance.contact.Timeline;
import io.relance.journey.engine.AfterFlush;
import io.relance.journey.engine.Diagrams;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;

/** Records an activity on the contact's timeline; it may start or wake other journeys. */
class RecordActivityStep extends Step {

    private static final String PREFIX = "property.";

    private final Timeline timeline;
    private final Values values;
    private final Clock clock;

    RecordActivityStep(Diagrams diagrams, Timeline timeline, Values values, Clock clock) {
        super(diagrams);
        this.timeline = timeline;
        this.values = values;
        this.clock = clock;
    }

    @Override
    boolean perform(Here here, ActivityExecution execution) {
        Map<String, Object> properties = new LinkedHashMap<>();
        here.diagram().properties().get(here.element()).forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                properties.put(name.substring(PREFIX.length()), values.read(value, execution));
            }
        });
        NewActivity activity = new NewActivity(
                here.run().contact(), clock.instant(), here.required("activity"), properties, "journey", true);
        AfterFlush.run(() -> timeline.record(List.of(activity)));
        return true;
    }
}
