package io.relance.journey.engine;

import io.relance.contact.Contacts;
import io.relance.shared.ContactId;
import io.relance.shared.DueWork;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Runs the engine's due jobs, a hundred in one command and one transaction. When one of them fails, the group is rolled
 * back and run job by job in the engine's ordinary way, with its retries and incidents.
 */
@Component
@Order(30)
class DueJobs implements DueWork {

    private static final Logger log = LoggerFactory.getLogger(DueJobs.class);
    private static final int GROUP = 100;
    private static final String DUE =
            """
            select j.id_, j.duedate_, (select e.contact_id from act_ru_execution p
              join journey.enrolment e on e.id = p.business_key_::bigint where p.id_ = j.process_instance_id_)
            from act_ru_job j
            where j.retries_ > 0 and j.suspension_state_ = 1 and j.duedate_ <= ?
              and (j.lock_exp_time_ is null or j.lock_exp_time_ <= ?)
            order by j.duedate_ limit\s"""
                    + GROUP;

    /** A job, when it was due, and whose run it belongs to; null when to nobody's. */
    private record Due(String job, Instant at, ContactId contact) {}

    private final ProcessEngineConfigurationImpl engine;
    private final JdbcClient jdbc;
    private final Contacts contacts;

    DueJobs(ProcessEngine engine, ProcessEngineConfigurationImpl configuration, JdbcClient jdbc, Contacts contacts) {
        this.engine = configuration;
        this.jdbc = jdbc;
        this.contacts = contacts;
    }

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public Optional<Instant> nextDue() {
        return jdbc.sql("select min(duedate_) from act_ru_job where retries_ > 0 and suspension_state_ = 1")
                .query(java.sql.Timestamp.class)
                .optional()
                .map(due -> due.toInstant());
    }

    @Override
    public void runDue(Instant now) {
        int done = GROUP;
        while (done == GROUP) {
            try {
                done = engine.getCommandExecutorTxRequired().execute(context -> runGroup(context, now));
            } catch (RuntimeException e) {
                if (Commands.passes(e)) {
                    log.info("a group of due jobs met others at work and waits: {}", e.toString());
                    return;
                }
                log.info("a group of due jobs failed and is run job by job: {}", e.toString());
                JourneyMeters.cutDown("timers");
                done = runOneByOne(now);
            }
            JourneyMeters.timersRun(done);
        }
    }

    private int runGroup(CommandContext context, Instant now) {
        List<Due> jobs = free(claim(now, " for update of j skip locked"));
        jobs.forEach(job -> run(context, job));
        return jobs.size();
    }

    /** What happens to a person just now, and what comes due for them, come one after the other. */
    private List<Due> free(List<Due> jobs) {
        Set<ContactId> free = contacts.lockFree(
                jobs.stream().map(Due::contact).filter(Objects::nonNull).toList());
        return jobs.stream()
                .filter(job -> job.contact() == null || free.contains(job.contact()))
                .toList();
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

    private int runOneByOne(Instant now) {
        List<Due> jobs = claim(now, "");
        jobs.forEach(this::runAlone);
        // A job that failed got a later due date or has no retries left: the rest of the due ones come next.
        return jobs.size();
    }

    private void runAlone(Due due) {
        // The context marks the engine's own executor at work, which no user's rights or operation log stand for.
        Context.setJobExecutorContext(new JobExecutorContext());
        PlannedTime.set(due.at());
        try {
            ExecuteJobHelper.executeJob(due.job(), engine.getCommandExecutorTxRequired());
        } catch (RuntimeException e) {
            log.warn("job {} failed: {}", due.job(), e.toString());
        } finally {
            PlannedTime.clear();
            Context.removeJobExecutorContext();
        }
    }

    private List<Due> claim(Instant now, String locking) {
        var at = now.atOffset(ZoneOffset.UTC).toLocalDateTime();
        return jdbc.sql(DUE + locking)
                .params(at, at)
                .query((row, i) -> new Due(
                        row.getString(1),
                        row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        row.getObject(3) == null ? null : new ContactId(row.getLong(3))))
                .list();
    }
}
