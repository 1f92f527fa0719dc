package io.relance.journey.engine;

import io.relance.contact.Contacts;
import io.relance.journey.engine.DueTable.Due;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Runs the engine's due jobs, a hundred in one command and one transaction, and several such groups at once. A group
 * that fails is rolled back and cut down until the one job that cannot be done stands alone; that one is run in the
 * engine's ordinary way, with its retries and incidents.
 */
@Component
@Order(30)
class DueJobs implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(DueJobs.class);
    private static final int GROUP = 100;

    private final ProcessEngineConfigurationImpl engine;
    private final DueTable table;
    private final Contacts contacts;
    private final Crew crew;
    private volatile boolean stopping;

    DueJobs(
            ProcessEngine engine,
            ProcessEngineConfigurationImpl configuration,
            DueTable table,
            Contacts contacts,
            Crew crew) {
        this.engine = configuration;
        this.table = table;
        this.contacts = contacts;
        this.crew = crew;
    }

    @Override
    public String name() {
        return "timers";
    }

    /** A stopping node finishes the groups in hand and leaves the rest to others. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    @Override
    public Optional<Instant> nextDue() {
        return table.next();
    }

    @Override
    public void runDue(Instant now) {
        // What could not be done is not tried twice in one call: it may have got no later due date.
        Set<String> failed = ConcurrentHashMap.newKeySet();
        int hands = table.count(now, GROUP * crew.size()) / GROUP;
        crew.work(hands, () -> drain(now, failed));
        if (hands > 1) {
            // Jobs of one run are done one after the other: what somebody left for that reason is free now.
            drain(now, failed);
        }
    }

    /** Runs group after group until nothing that is free is due. */
    private void drain(Instant now, Set<String> failed) {
        int size = GROUP;
        List<Due> group;
        do {
            group = new ArrayList<>();
            size = runGroup(now, size, group, failed);
        } while (!group.isEmpty() && !stopping);
    }

    /** Runs up to {@code size} jobs, and notes which; answers how many to take next. */
    private int runGroup(Instant now, int size, List<Due> group, Set<String> failed) {
        try {
            engine.getCommandExecutorTxRequired().execute(context -> {
                group.addAll(free(table.claim(now, size, failed)));
                GroupOfRuns.read(group.stream().map(Due::instance).toList());
                group.forEach(due -> run(context, due));
                return null;
            });
            JourneyMeters.timersRun(group.size());
            return Math.min(GROUP, size * 2);
        } catch (RuntimeException e) {
            return afterFailure(group, failed, e);
        }
    }

    /**
     * What happens to a person just now, and what comes due for them, come one after the other: whoever works for a
     * contact locks the contact before anything of the engine's.
     */
    private List<Due> free(List<Due> jobs) {
        Set<ContactId> free = contacts.lockFree(
                jobs.stream().map(Due::contact).filter(Objects::nonNull).toList());
        return jobs.stream()
                .filter(job -> job.contact() == null || free.contains(job.contact()))
                .toList();
    }

    private int afterFailure(List<Due> group, Set<String> failed, RuntimeException failure) {
        if (group.isEmpty()) {
            throw failure;
        }
        if (group.size() > 1) {
            log.info("a group of {} due jobs failed and is cut down: {}", group.size(), failure.toString());
            JourneyMeters.cutDown("timers");
            return group.size() / 2;
        }
        Due alone = group.get(0);
        if (Commands.passes(failure)) {
            // Somebody else was at the same run: that must not cost it a retry.
            failed.add(alone.job());
        } else {
            runAlone(alone, failed);
        }
        return 1;
    }

    private static void run(CommandContext context, Due due) {
        JobEntity job = context.getDbEntityManager().selectById(JobEntity.class, due.job());
        // An earlier job of the group may have ended the run this one belongs to.
        if (job == null || context.getDbEntityManager().isDeleted(job)) {
            return;
        }
        PlannedTime.set(due.at());
        try {
            context.setCurrentJob(job);
            job.execute(context);
        } finally {
            context.setCurrentJob(null);
            PlannedTime.clear();
        }
    }

    private void runAlone(Due due, Set<String> failed) {
        JourneyMeters.timersRun(1);
        // The context marks the engine's own executor at work, which no user's rights or operation log stand for.
        Context.setJobExecutorContext(new JobExecutorContext());
        PlannedTime.set(due.at());
        try {
            ExecuteJobHelper.executeJob(due.job(), engine.getCommandExecutorTxRequired());
        } catch (RuntimeException e) {
            failed.add(due.job());
            log.warn("job {} failed: {}", due.job(), e.toString());
        } finally {
            PlannedTime.clear();
            Context.removeJobExecutorContext();
        }
    }
}
