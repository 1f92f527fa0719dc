package io.relance.journey.ahead;

import java.util.List;
import org.camunda.bpm.engine.impl.persistence.entity.IncidentManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Incident;

/** Knows the incidents that were read ahead. */
class AheadIncidents extends IncidentManager {

    /** Asked whenever a job goes: whether its failure is still shown. */
    @Override
    public List<Incident> findIncidentByConfigurationAndIncidentType(String configuration, String type) {
        JobEntity job = getDbEntityManager().getCachedEntity(JobEntity.class, configuration);
        if (job == null || !Ahead.current().knows(job.getProcessInstanceId())) {
            return super.findIncidentByConfigurationAndIncidentType(configuration, type);
        }
        return Ahead.current().incidents().stream()
                .filter(incident -> configuration.equals(incident.getConfiguration()))
                .filter(incident -> type == null || type.equals(incident.getIncidentType()))
                .map(Incident.class::cast)
                .toList();
    }
}
