package io.relance.contact;

import io.relance.shared.DueWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When each name was last seen. Gathered in memory and written once a minute, apart from the batches: rows that every
 * event touches would make them wait for each other.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class Seen implements DueWork {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    /** Names are made up outside; what nobody could list is not remembered. */
    private static final int MOST = 10_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<Vocabulary.Kind, Map<String, Instant>> waiting = new HashMap<>();
    private Instant since;

    Seen(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    synchronized void note(Vocabulary.Kind kind, Set<String> names, Instant at) {
        Instant now = clock.instant();
        Instant moment = at.isAfter(now) ? now : at;
        var noted = waiting.computeIfAbsent(kind, each -> new TreeMap<>());
        for (String name : names) {
            if (noted.size() < MOST || noted.containsKey(name)) {
                noted.merge(Json.withoutNul(name), moment, Seen::later);
            }
        }
        since = since == null ? now : since;
    }

    @Override
    public String name() {
        return "vocabulary";
    }

    @Override
    public synchronized Optional<Instant> nextDue() {
        return Optional.ofNullable(since).map(start -> start.plus(PAUSE));
    }

    /** Who notes meanwhile never waits for the database. */
    @Override
    public void runDue(Instant now) {
        Map<Vocabulary.Kind, Map<String, Instant>> noted = copy();
        noted.forEach(this::write);
        forget(noted);
    }

    private synchronized Map<Vocabulary.Kind, Map<String, Instant>> copy() {
        var copy = new HashMap<Vocabulary.Kind, Map<String, Instant>>();
        waiting.forEach((kind, noted) -> copy.put(kind, new TreeMap<>(noted)));
        return copy;
    }

    /** What was seen again while it was written waits for the next time. */
    private synchronized void forget(Map<Vocabulary.Kind, Map<String, Instant>> written) {
        written.forEach((kind, noted) -> noted.forEach(waiting.get(kind)::remove));
        waiting.values().removeIf(Map::isEmpty);
        since = waiting.isEmpty() ? null : clock.instant();
    }

    @Override
    public Optional<Duration> every() {
        return Optional.of(PAUSE);
    }

    private void write(Vocabulary.Kind kind, Map<String, Instant> noted) {
        jdbc.sql("insert into contact.seen (kind, name, last_seen)"
                        + " select :kind, name, at::timestamptz from unnest(:names, :at::text[]) as noted (name, at)"
                        + " on conflict (kind, name)"
                        + " do update set last_seen = greatest(seen.last_seen, excluded.last_seen)")
                .param("kind", code(kind))
                .param("names", noted.keySet().toArray(String[]::new))
                .param("at", noted.values().stream().map(Instant::toString).toArray(String[]::new))
                .update();
    }

    Map<String, Instant> last(Vocabulary.Kind kind, Collection<String> names) {
        var known = new TreeMap<String, Instant>(String.CASE_INSENSITIVE_ORDER);
        jdbc.sql("select name, last_seen from contact.seen where kind = :kind and lower(name) = any(:names)")
                .param("kind", code(kind))
                .param("names", names.stream().map(Seen::lower).toArray(String[]::new))
                .query(row -> {
                    Instant at =
                            row.getObject("last_seen", OffsetDateTime.class).toInstant();
                    known.merge(row.getString("name"), at, Seen::later);
                });
        waiting(kind).forEach((name, at) -> known.merge(name, at, Seen::later));
        var answer = new HashMap<String, Instant>();
        names.stream().filter(known::containsKey).forEach(name -> answer.put(name, known.get(name)));
        return answer;
    }

    private synchronized Map<String, Instant> waiting(Vocabulary.Kind kind) {
        return Map.copyOf(waiting.getOrDefault(kind, Map.of()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String code(Vocabulary.Kind kind) {
        return lower(kind.name());
    }
}
