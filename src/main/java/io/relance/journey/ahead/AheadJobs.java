package io.relance.journey.ahead;

import java.util.List;
import org.camunda.bpm.engine.impl.jobexecutor.ProcessEventJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.EventSubscriptionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;

/** Knows the jobs that were read ahead. */
class AheadJobs extends JobManager {

    /** Asked whenever a subscription goes: whether its event is still to be delivered by a job. */
    @Override
    public List<JobEntity> findJobsByConfiguration(String type, String configuration, String tenant) {
        EventSubscriptionEntity subscription = ProcessEventJobHandler.TYPE.equals(type)
                ? getDbEntityManager().getCachedEntity(EventSubscriptionEntity.class, configuration)
                : null;
        if (subscription == null || !Ahead.current().knows(subscription.getProcessInstanceId())) {
            return super.findJobsByConfiguration(type, configuration, tenant);
        }
        return Ahead.current().jobs().stream()
                .filter(job -> type.equals(job.getJobHandlerType()))
                .filter(job -> configuration.equals(job.getJobHandlerConfigurationRaw()))
                .toList();
    }
}
