package io.relance.journey.engine;

import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Shows in Cockpit what a run could not take. */
@Component
public class Incidents {

    private final RuntimeService runtime;

    Incidents(@Lazy RuntimeService runtime) {
        this.runtime = runtime;
    }

    /** Opens an incident at an execution; answers its id, null when the execution is gone. */
    public String open(String execution, String activity, String reason) {
        if (runtime.createExecutionQuery().executionId(execution).count() == 0) {
            return null;
        }
        return runtime.createIncident("activityNotTaken", execution, activity, reason)
                .getId();
    }

    /** Closes an incident; one that is gone already is no matter. */
    public void resolve(String incident) {
        if (incident != null
                && runtime.createIncidentQuery().incidentId(incident).count() > 0) {
            runtime.resolveIncident(incident);
        }
    }
}
