package io.relance.ingest.inbox;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what arrives into the inbox, and remembers what has come in already. */
class Arrivals {

    private static final String ARRIVE = Sql.named("arrive");

    private final JdbcClient db;
    private final InboxSettings settings;
    private final Clock clock;

    Arrivals(JdbcClient db, InboxSettings settings, Clock clock) {
        this.db = db;
        this.settings = settings;
        this.clock = clock;
    }

    /** Adds those of these events (of one source) that have not come in before, in this order; says how many. */
    int addNew(String source, List<Event> events) {
        if (events.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        return db.sql(ARRIVE)
                .param("source", source)
                .param("now", utc(now))
                .param("forgotten", utc(now.minus(settings.dedupeWindow())))
                .param("ids", column(events, Event::messageId))
                .param("lanes", column(events, event -> String.valueOf(event.lane(settings.lanes()))))
                .param("kinds", column(events, event -> event.kind().code()))
                .param("users", column(events, Event::userId))
                .param("visitors", column(events, Event::anonymousId))
                .param("ats", column(events, event -> event.at().toString()))
                .param("lives", column(events, event -> String.valueOf(event.live())))
                .param("payloads", column(events, Event::payload))
                .update();
    }

    private static String[] column(List<Event> events, Function<Event, String> field) {
        return events.stream().map(field).toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
