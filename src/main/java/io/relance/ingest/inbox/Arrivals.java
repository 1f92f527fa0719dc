package io.relance.ingest.inbox;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what arrives into the inbox, and remembers what has come in already. */
class Arrivals {

    /** Sorted, so that two requests with the same messages wait for each other instead of locking each other out. */
    private static final String REMEMBER =
            """
            insert into ingest.seen as known (source, message_id, received_at)
            select :source, message_id, :now from unnest(:ids::text[]) message_id order by message_id
            on conflict (source, message_id)
            do update set received_at = excluded.received_at where known.received_at < :forgotten
            returning message_id
            """;

    private static final String INSERT =
            """
            insert into ingest.inbox
              (lane, source, received_at, kind, user_id, anonymous_id, at, live, payload)
            select lane, :source, :now, kind, user_id, anonymous_id, at, live, payload
            from unnest(:lanes::smallint[], :kinds::text[], :users::text[], :visitors::text[],
                :ats::timestamptz[], :lives::boolean[], :payloads::text[]) with ordinality
              as event (lane, kind, user_id, anonymous_id, at, live, payload, place)
            order by place
            """;

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
        Set<String> unseen = remember(source, events);
        List<Event> fresh = events.stream()
                .filter(event -> unseen.contains(event.messageId()))
                .toList();
        if (!fresh.isEmpty()) {
            insert(source, fresh);
        }
        return fresh.size();
    }

    private Set<String> remember(String source, List<Event> events) {
        Instant now = clock.instant();
        return new HashSet<>(db.sql(REMEMBER)
                .param("source", source)
                .param("now", utc(now))
                .param("ids", column(events, Event::messageId))
                .param("forgotten", utc(now.minus(settings.dedupeWindow())))
                .query(String.class)
                .list());
    }

    private void insert(String source, List<Event> events) {
        db.sql(INSERT)
                .param("source", source)
                .param("now", utc(events.get(0).receivedAt()))
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
