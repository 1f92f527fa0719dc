package io.relance.journey.engine;

import io.relance.shared.DueWork;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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
            "retries_ > 0 and suspension_state_ = 1 and duedate_ <= ? and (lock_exp_time_ is null or lock_exp_time_ <= ?)";

    /** A job and when it was due. */
    private record Due(String job, Instant at) {}

    private final ProcessEngineConfigurationImpl engine;
    private final JdbcClient jdbc;

    DueJobs(ProcessEngine engine, ProcessEngineConfigurationImpl configuration, JdbcClient jdbc) {
        this.engine = configuration;
        this.jdbc = jdbc;
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
                log.info("a group of due jobs failed and is run job by job: {}", e.toString());
                JourneyMeters.cutDown("timers");
                done = runOneByOne(now);
            }
            JourneyMeters.timersRun(done);
        }
    }

    private int runGroup(CommandContext context, Instant now) {
        List<Due> jobs = claim(now, "for update skip locked");
        jobs.forEach(job -> run(context, job));
        return jobs.size();
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
        return jdbc.sql("select id_, duedate_ from act_ru_job where " + DUE + " order by duedate_ limit " + GROUP + " "
                        + locking)
                .params(at, at)
                .query((row, i) -> new Due(
                        row.getString(1), row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC)))
                .list();
    }
}
