package io.relance.message.sending;

import io.relance.message.MessageState;
import io.relance.message.sql.Moments;
import io.relance.shared.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much waits in the outbox, in which state, and for how long. */
@Component
class OutboxBacklog implements Backlog {

    private static final List<MessageState> STATES =
            List.of(MessageState.QUEUED, MessageState.HELD, MessageState.SENDING, MessageState.IN_DOUBT);

    /** However much waits, so much of it is looked at: what was queued first, as ids rise with the moment. */
    private static final String READ =
            """
            select state, count(*) as waiting, min(queued_at) as since
            from (
              (select state, queued_at from message.outbox order by id limit 100000)
              union all
              select 'sending', taken from message.in_hand cross join unnest(queued_at) as taken
            ) part
            group by state
            """;

    private final JdbcClient jdbc;

    OutboxBacklog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Gauge> gauges() {
        return STATES.stream()
                .flatMap(state -> Stream.of(waiting(state), oldest(state)))
                .toList();
    }

    @Override
    public Map<Gauge, Double> read(Instant now) {
        Map<Gauge, Double> numbers = new HashMap<>();
        gauges().forEach(gauge -> numbers.put(gauge, 0.0));
        jdbc.sql(READ).query(row -> {
            MessageState state = MessageState.of(row.getString("state"));
            numbers.put(waiting(state), row.getDouble("waiting"));
            Duration waited = Duration.between(Moments.read(row.getObject("since", OffsetDateTime.class)), now);
            numbers.put(oldest(state), Math.max(0, waited.toMillis() / 1000.0));
        });
        return numbers;
    }

    private static Gauge waiting(MessageState state) {
        return new Gauge(
                "relance.outbox.waiting",
                "messages",
                Map.of("state", state.code()),
                "Messages that are not handed over yet; counted up to 100,000.");
    }

    private static Gauge oldest(MessageState state) {
        return new Gauge(
                "relance.outbox.oldest",
                "seconds",
                Map.of("state", state.code()),
                "How long ago the oldest of them was queued.");
    }
}
