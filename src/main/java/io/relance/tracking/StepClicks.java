package io.relance.tracking;

import io.relance.message.Origin;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code tracking.step_click}: clicks of readers who are not measured, by step, template and day (UTC). */
@Component
class StepClicks {

    private final JdbcClient jdbc;

    StepClicks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What readers who are not measured clicked in one step's template on one day.
     *
     * @param journey empty, as is {@code step}, for messages no journey asked for
     * @param machines those of them that said they were no person's
     */
    record Count(
            String journey, int version, String step, String template, LocalDate day, long clicks, long machines) {}

    /** Counts one more, of nobody. */
    void add(Origin origin, Instant at, boolean machine) {
        jdbc.sql(
                        """
                insert into tracking.step_click as known
                  (journey, journey_version, step, template, day, clicks, machines)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (journey, journey_version, step, template, day)
                do update set clicks = known.clicks + excluded.clicks, machines = known.machines + excluded.machines""")
                .params(
                        origin.journey(),
                        origin.version(),
                        origin.step(),
                        origin.template(),
                        LocalDate.ofInstant(at, ZoneOffset.UTC),
                        machine ? 0 : 1,
                        machine ? 1 : 0)
                .update();
    }

    /** The counts of a journey, newest day first. */
    List<Count> of(String journey, int limit) {
        return jdbc.sql(
                        """
                select journey, journey_version as version, step, template, day, clicks, machines
                from tracking.step_click where journey = :journey
                order by day desc, journey_version desc, step, template limit :limit""")
                .param("journey", journey)
                .param("limit", limit)
                .query((row, number) -> new Count(
                        row.getString("journey"),
                        row.getInt("version"),
                        row.getString("step"),
                        row.getString("template"),
                        row.getObject("day", LocalDate.class),
                        row.getLong("clicks"),
                        row.getLong("machines")))
                .list();
    }
}
