package io.relance.journey.engine;

import io.relance.shared.Backlog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many runs there are, and how many of them need somebody to look. */
@Component
class JourneyBacklog implements Backlog {

    private static final Gauge RUNNING = new Gauge(
            "relance.journey.running",
            "runs",
            Map.of(),
            "Runs that are under way, by the table's statistics: as of its last vacuum or analyze.");
    private static final Gauge INCIDENTS = new Gauge(
            "relance.journey.incidents", "incidents", Map.of(), "Open incidents in Cockpit; counted up to 10,000.");
    private static final Gauge PENDING = new Gauge(
            "relance.journey.pending",
            "activities",
            Map.of(),
            "Activities a journey could not take, which are tried again; counted up to 10,000.");

    /** To count a million waiting runs would read a million; the statistics of their index know about how many. */
    private static final String READ =
            """
            select (select count(*) from (select from act_ru_incident limit 10000) part) as incidents,
              (select count(*) from (select from journey.pending limit 10000) part) as pending,
              (select reltuples from pg_class where oid = to_regclass('journey.enrolment_running')) as running
            """;

    private final JdbcClient jdbc;

    JourneyBacklog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Gauge> gauges() {
        return List.of(RUNNING, INCIDENTS, PENDING);
    }

    @Override
    public Map<Gauge, Double> read(Instant now) {
        return jdbc.sql(READ)
                .query((row, number) -> Map.of(
                        INCIDENTS, row.getDouble("incidents"),
                        PENDING, row.getDouble("pending"),
                        // -1 until the table was first looked at.
                        RUNNING, Math.max(0, row.getDouble("running"))))
                .single();
    }
}
