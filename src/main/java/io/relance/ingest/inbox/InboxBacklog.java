package io.relance.ingest.inbox;

import io.relance.shared.Backlog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much waits in the inbox, and for how long. */
@Component
class InboxBacklog implements Backlog {

    private static final Gauge WAITING = new Gauge(
            "relance.inbox.waiting", "events", Map.of(), "Events that wait for the timeline; counted up to 100,000.");
    private static final Gauge OLDEST = new Gauge(
            "relance.inbox.oldest", "seconds", Map.of(), "How long the oldest event has waited for the timeline.");

    private static final String READ =
            """
            select (select count(*) from (select from ingest.inbox limit 100000) part) as waiting,
              ingest.waiting_since() as since""";

    private final JdbcClient db;

    InboxBacklog(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Gauge> gauges() {
        return List.of(WAITING, OLDEST);
    }

    @Override
    public Map<Gauge, Double> read(Instant now) {
        return db.sql(READ).query((row, number) -> numbers(row, now)).single();
    }

    private static Map<Gauge, Double> numbers(ResultSet row, Instant now) throws SQLException {
        Map<Gauge, Double> numbers = new HashMap<>();
        numbers.put(WAITING, row.getDouble("waiting"));
        OffsetDateTime since = row.getObject("since", OffsetDateTime.class);
        numbers.put(OLDEST, since == null ? 0.0 : seconds(since.toInstant(), now));
        return numbers;
    }

    private static double seconds(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toMillis() / 1000.0);
    }
}
