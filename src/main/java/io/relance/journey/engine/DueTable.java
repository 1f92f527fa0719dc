package io.relance.journey.engine;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The engine's table of jobs, by when they are due. */
@Component
class DueTable {

    /**
     * A job of somebody's run.
     *
     * @param instance the process instance; null for a job of the engine's own
     * @param contact whose run it is; null when nobody's
     */
    record Due(String job, Instant at, String instance, ContactId contact) {}

    private final JdbcClient jdbc;

    DueTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Instant> next() {
        return jdbc.sql("select min(duedate_) from act_ru_job where retries_ > 0 and suspension_state_ = 1")
                .query(LocalDateTime.class)
                .optional()
                .map(due -> due.toInstant(ZoneOffset.UTC));
    }

    /** How many jobs are due, counted up to {@code most}. */
    int count(Instant now, int most) {
        return jdbc.sql(
                        """
                        select count(*) from (select from act_ru_job
                        where retries_ > 0 and suspension_state_ = 1 and duedate_ <= ?
                        order by duedate_ limit ?) as due""")
                .params(LocalDateTime.ofInstant(now, ZoneOffset.UTC), most)
                .query(Integer.class)
                .single();
    }

    /** From which end of what is due jobs are taken. */
    enum End {
        EARLIEST,
        LATEST
    }

    /** Jobs due at {@code now}, without these and without what others hold, until the transaction ends. */
    List<Due> claim(Instant now, int most, Collection<String> without, End end) {
        LocalDateTime at = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        return jdbc.sql(
                        """
                        with due as (
                          select id_, duedate_, process_instance_id_ from act_ru_job
                          where retries_ > 0 and suspension_state_ = 1 and duedate_ <= ?
                            and (lock_exp_time_ is null or lock_exp_time_ <= ?) and id_ <> all(?)
                          order by duedate_ %s limit ? for update skip locked)
                        select due.*, run.contact_id from due
                        left join act_ru_execution instance on instance.id_ = due.process_instance_id_
                        left join journey.enrolment run on run.id = case
                          when instance.business_key_ ~ '^[0-9]{1,18}$' then instance.business_key_::bigint end
                        order by due.duedate_"""
                                .formatted(end == End.LATEST ? "desc" : "asc"))
                .params(at, at, without.toArray(String[]::new), most)
                .query((row, i) -> new Due(
                        row.getString(1),
                        row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        row.getString(3),
                        row.getObject(4) == null ? null : new ContactId(row.getLong(4))))
                .list();
    }

    /** Makes a job that is still due at {@code now} due at {@code next}. */
    void putOff(String job, Instant now, Instant next) {
        jdbc.sql("update act_ru_job set duedate_ = ? where id_ = ? and retries_ > 0 and duedate_ <= ?")
                .params(
                        LocalDateTime.ofInstant(next, ZoneOffset.UTC),
                        job,
                        LocalDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
    }
}
