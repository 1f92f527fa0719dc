package io.relance.journey.engine;

import io.relance.contact.Contacts;
import io.relance.journey.engine.DueTable.Due;
import io.relance.journey.engine.DueTable.End;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

    /** A job that failed so often by what passes is treated as one that fails. */
    private static final int TRIES = 5;

    /** Jobs of one call that are left out by name; what fails beyond is put off. */
    private static final int MOST_LEFT_OUT = 100;

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final ProcessEngineConfigurationImpl engine;
    private final DueTable table;
    private final Contacts contacts;
    private final Crew crew;
    /** How often jobs failed by what passes. */
    private final Map<String, Integer> passing = new ConcurrentHashMap<>();

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
        // What somebody else is in the way of is not tried twice in one call.
        Set<String> failed = ConcurrentHashMap.newKeySet();
        int hands = table.count(now, GROUP * crew.size()) / GROUP;
        crew.work(hands, () -> drain(now, failed));
        if (hands > 1) {
            // Jobs of one run are done one after the other: what somebody left for that reason is free now.
            drain(now, failed);
        }
    }

    /**
     * Runs group after group until nothing that is free is due. While the earliest are cut down because they fail, every
     * other group is of the latest: what can be done does not wait behind what cannot.
     */
    private void drain(Instant now, Set<String> failed) {
        Map<End, Integer> sizes = new EnumMap<>(Map.of(End.EARLIEST, GROUP, End.LATEST, GROUP));
        End end = End.LATEST;
        List<Due> group;
        do {
            end = sizes.get(End.EARLIEST) < GROUP && end == End.EARLIEST ? End.LATEST : End.EARLIEST;
            group = new ArrayList<>();
            sizes.put(end, runGroup(now, new Share(end, sizes.get(end)), group, failed));
        } while (!group.isEmpty() && !stopping);
    }

    private record Share(End end, int size) {}

    /** Runs up to so many jobs, and notes which; answers how many to take next from that end. */
    private int runGroup(Instant now, Share share, List<Due> group, Set<String> failed) {
        try {
            engine.getCommandExecutorTxRequired().execute(context -> {
                group.addAll(free(table.claim(now, share.size(), failed, share.end())));
                GroupOfRuns.read(group.stream().map(Due::instance).toList());
                group.forEach(due -> run(context, due));
                return null;
            });
            JourneyMeters.timersRun(group.size());
            return Math.min(GROUP, share.size() * 2);
        } catch (RuntimeException e) {
            return afterFailure(now, group, failed, e);
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

    private int afterFailure(Instant now, List<Due> group, Set<String> failed, RuntimeException failure) {
        if (group.isEmpty()) {
            throw failure;
        }
        if (group.size() > 1) {
            log.info("a group of {} due jobs failed and is cut down: {}", group.size(), failure.toString());
            JourneyMeters.cutDown("timers");
            return group.size() / 2;
        }
        Due alone = group.get(0);
        if (Commands.passes(failure) && passing.merge(alone.job(), 1, Integer::sum) < TRIES) {
            // Somebody else was at the same run: that must not cost it a retry.
            leaveOut(alone, now, failed);
        } else {
            passing.remove(alone.job());
            runAlone(alone, now);
        }
        return 1;
    }

    /** Not twice in one call. */
    private void leaveOut(Due due, Instant now, Set<String> failed) {
        if (failed.size() < MOST_LEFT_OUT) {
            failed.add(due.job());
        } else {
            table.putOff(due.job(), now, now.plus(PAUSE));
        }
        if (passing.size() > 10 * MOST_LEFT_OUT) {
            passing.clear();
        }
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

    private void runAlone(Due due, Instant now) {
        JourneyMeters.timersRun(1);
        // The context marks the engine's own executor at work, which no user's rights or operation log stand for.
        Context.setJobExecutorContext(new JobExecutorContext());
        PlannedTime.set(due.at());
        try {
            ExecuteJobHelper.executeJob(due.job(), engine.getCommandExecutorTxRequired());
        } catch (RuntimeException e) {
            log.warn("job {} failed: {}", due.job(), e.toString());
            // The engine gives it a later due date, unless that fails, too, or the diagram says otherwise.
            table.putOff(due.job(), now, now.plus(PAUSE));
        } finally {
            PlannedTime.clear();
            Context.removeJobExecutorContext();
        }
    }
}
