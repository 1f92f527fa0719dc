package io.relance.journey.engine;

import org.springframework.jdbc.core.JdbcTemplate;

/** Indexes on the engine's tables, made after the engine made the tables; can be run again. */
class EngineIndexes {

    private final JdbcTemplate jdbc;

    EngineIndexes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void create() {
        jdbc.execute("create index if not exists relance_job_due on act_ru_job (duedate_)"
                + " where retries_ > 0 and suspension_state_ = 1");
        jdbc.execute("create index if not exists relance_job_locked on act_ru_job (lock_exp_time_)"
                + " where lock_owner_ is not null");
        jdbc.execute("create index if not exists relance_subscription_instance on act_ru_event_subscr (proc_inst_id_)");
    }
}
